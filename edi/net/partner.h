/* SPDX-License-Identifier: Apache-2.0 */
/*
 * partner - a trading partner's profile: where to, how, as whom
 *
 *     [partner clearinghouse]
 *     folder = /srv/clearinghouse/in
 *     sender = 123456789
 *     receiver = CLEARHOUSE
 *     usage = T
 *     submitter_name = HILL BILLING
 *     contact_phone = 5550100123
 *     receiver_name = CLEARINGHOUSE
 *
 * Give it every setting of every [partner NAME] section, then check:
 *
 *     status = edi_partners_put(&partners, &setting, err);
 *     status = edi_partners_check(&partners, err);
 *
 * An unknown key, a value that cannot be and a key that is missing are
 * X12_EMISUSE, told with the file and the line. Text borrows from the settings.
 */
#ifndef EDI_PARTNER_H
#define EDI_PARTNER_H

#include "parser/agreement.h"
#include "parser/arena.h"
#include "parser/segment.h"
#include "parser/value.h"

enum {
    EDI_PARTNERS_BYTES = 1 << 20, /* memory for all profiles */
    EDI_PARTNER_CLAIMS = 5000,    /* most claims in one transaction set */
    EDI_PARTNER_SETS = 999,       /* most sets in one group */
    EDI_PARTNER_LEAST = 4096,     /* least limit of a file's bytes */
    EDI_PARTNER_MOST = 1 << 30,   /* largest limit of a file's bytes */
    EDI_PARTNER_FILE_NAME = 201,  /* room for a file's name */
};

/* What a receiver takes: letters without accents; ISO-8859-1; UTF-8. */
enum edi_partner_charset {
    EDI_CHARSET_UNSET,
    EDI_CHARSET_ASCII,
    EDI_CHARSET_LATIN1,
    EDI_CHARSET_UTF8,
};

enum edi_protocol {
    EDI_PROTOCOL_NONE,
    EDI_PROTOCOL_FOLDER,
    EDI_PROTOCOL_SFTP,
    EDI_PROTOCOL_HTTPS,
    EDI_PROTOCOL_FTPS,
    EDI_PROTOCOL_S3,
};
enum edi_after {
    EDI_AFTER_UNSET,
    EDI_AFTER_KEEP,
    EDI_AFTER_DELETE,
    EDI_AFTER_MOVE
};
enum edi_wish { EDI_WISH_UNSET, EDI_WISH_NO, EDI_WISH_YES };
enum edi_method {
    EDI_METHOD_UNSET,
    EDI_METHOD_PUT,
    EDI_METHOD_POST,
    EDI_METHOD_MULTIPART,
};
/* How an HTTPS partner knows us. */
enum edi_auth {
    EDI_AUTH_UNSET,
    EDI_AUTH_CERTIFICATE, /* by that of TLS alone */
    EDI_AUTH_BASIC,
    EDI_AUTH_BEARER,
    EDI_AUTH_HEADER, /* the secret is the value of a header */
    EDI_AUTH_OAUTH,  /* client credentials */
};
enum edi_token_login {
    EDI_TOKEN_LOGIN_UNSET,
    EDI_TOKEN_LOGIN_HEADER,
    EDI_TOKEN_LOGIN_BODY
};
enum edi_list_format { EDI_LIST_UNSET, EDI_LIST_JSON, EDI_LIST_LINES };
enum edi_tls { EDI_TLS_UNSET, EDI_TLS_EXPLICIT, EDI_TLS_IMPLICIT };

/* One line of the settings file. */
struct edi_setting {
    const char *path;
    unsigned line;
    const char *section, *key, *value;
};

/* What only HTTPS asks for. A URL may hold {name}: the file's. */
struct edi_partner_web {
    const char *send_url, *look_url; /* look_url: "" where nothing can be */
    const char *list_url, *fetch_url, *delete_url;
    enum edi_method method;
    const char *field, *content_type;
    enum edi_auth auth;
    const char *auth_name;
    const char *token_url, *scope;
    enum edi_token_login token_login;
    const char *idempotency_header;
    enum edi_wish idempotent; /* a key that came twice is taken once */
    enum edi_list_format list_format;
    const char *list_items, *list_name, *list_size;
};

/* Text is never NULL; what was not set is "", or what the table of keys in
 * partner_keys.c says. */
struct edi_partner {
    const char *name;
    const char *path; /* the settings file, and the line of its first key */
    unsigned line;
    enum edi_protocol protocol;
    const char *folder; /* theirs, but for EDI_PROTOCOL_FOLDER */
    const char *host, *user, *known_hosts;
    uint32_t port; /* 0: that of the protocol */
    const char *key_file, *key_password_file, *password_file, *password_env;
    enum edi_wish agent;
    enum edi_wish rename; /* written under a hidden name first */
    enum edi_wish resume; /* go on where a connection was cut */
    const char *receive_folder, *move_folder; /* "": none */
    enum edi_after after_receive;
    const char *reports; /* names of their texts, as sh has patterns */
    const char *pgp_home, *pgp_recipient, *pgp_signer; /* pgp.h; "": none */
    const char *pgp_password_file, *pgp_password_env;
    enum edi_wish pgp_signed;     /* what comes must be */
    uint32_t timeout, time_limit; /* seconds: of one answer; of a connection */
    uint32_t poll;                /* minutes between two looks by the clock */
    uint32_t rate_limit;          /* bytes a second; 0: none */
    enum edi_tls tls;
    const char *ca_file, *cert_file, *cert_key_file, *cert_key_password_file;
    const char *bucket, *region; /* of an S3 store */
    struct edi_partner_web web;
    /* ISA and GS */
    const char *sender_qualifier, *sender, *receiver_qualifier, *receiver;
    const char *authorization_qualifier, *authorization;
    const char *security_qualifier, *security;
    const char *gs_sender, *gs_receiver;
    char usage;        /* P or T */
    enum edi_wish ack; /* ISA14 */
    struct x12_delims delims;
    const char *line_end;
    enum edi_partner_charset charset;
    /* loops 1000A and 1000B */
    const char *submitter_name, *submitter_id, *contact_name, *contact_phone;
    const char *contact_email, *receiver_name, *receiver_id;
    /* files */
    const char *file_name; /* "837{kind}-{isa}.x12" */
    enum edi_wish one_dot; /* a name has one dot: the extension decides */
    uint32_t claims_per_set, sets_per_group;
    uint32_t file_bytes; /* most bytes of one file */
    const char *payers;  /* ids with blanks between; "": all others */
    bool filled;         /* private: what was not set is what the table says */
};

struct edi_partners {
    struct edi_partner *at;
    size_t count;
    struct x12_arena arena; /* private */
};

/* Takes one setting in; those of other sections are passed over. */
enum x12_status edi_partners_put(struct edi_partners *partners,
                                 const struct edi_setting *setting,
                                 struct x12_error *err) X12_MUST_USE;

/* Fills in what follows from other keys and tells what is missing. Pointers to
 * partners are good from here on. */
enum x12_status edi_partners_check(struct edi_partners *partners,
                                   struct x12_error *err) X12_MUST_USE;

void edi_partners_release(struct edi_partners *partners);

/* Is how the partner is reached said in full, and once? By edi_partners_check. */
enum x12_status edi_partner_check_reach(const struct edi_partner *partner,
                                        struct x12_error *err) X12_MUST_USE;

/* The same of what it wants of PGP. */
enum x12_status edi_partner_check_pgp(const struct edi_partner *partner,
                                      struct x12_error *err) X12_MUST_USE;

/* Is there something to fetch, by the profile? */
bool edi_partner_receives(const struct edi_partner *partner);

/* Where files are put, or fetched from: a folder, or an address. */
const char *edi_partner_place(const struct edi_partner *partner, bool receive);

/* By name; NULL when there is none. */
const struct edi_partner *edi_partner_find(const struct edi_partners *partners,
                                           const char *name);

/* What the ISA says of a file that goes to the partner, or comes from it. Text is
 * the partner's. */
void edi_partner_agreement(const struct edi_partner *partner,
                           struct x12_agreement *agreed);

/* Whom claims for this payer go to: the partner that lists it, else the one
 * that lists none; NULL when there is none. */
const struct edi_partner *edi_partner_route(const struct edi_partners *partners,
                                            x12_str payer_id);

/* The name of a file by the partner's pattern: {kind} P, I or D; {isa} nine
 * digits; {date} CCYYMMDD; {time} HHMMSS; {partner}. */
void edi_partner_file_name(const struct edi_partner *partner, char kind,
                           uint64_t isa_control, x12_date date, x12_time time,
                           char into[EDI_PARTNER_FILE_NAME]);

#endif
