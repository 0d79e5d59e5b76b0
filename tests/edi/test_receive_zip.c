/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What comes packed: zip and gzip, whole, cut, damaged, locked and far too large;
 * and texts for people. Nothing of it stops anything else.
 */
#include "edi/jobs/job_receive.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

enum { BOX_PATH = 128, BOX_TOLD = 32, BOMB_MB = 64 };

/* What one run said of a file. */
struct said {
    char name[64], member[64], why[160];
    enum edi_receive_verdict verdict;
    unsigned members;
    bool expected;
};

struct box {
    struct desk desk;
    char base[32], from[BOX_PATH], archive[BOX_PATH];
    struct edi_partner partner;
    struct edi_partners partners;
    struct edi_receive receive;
    struct said said[BOX_TOLD];
    unsigned told;
};

static void box_open(struct box *b)
{
    *b = (struct box){ .base = "/tmp/edi-zip-XXXXXX" };
    desk_open(&b->desk);
    assert_non_null(mkdtemp(b->base));
    snprintf(b->from, sizeof(b->from), "%s/from", b->base);
    snprintf(b->archive, sizeof(b->archive), "%s/archive", b->base);
    assert_int_equal(mkdir(b->from, 0700), 0);
    b->partner = (struct edi_partner){ .name = "hub",
                                       .protocol = EDI_PROTOCOL_FOLDER,
                                       .folder = b->from,
                                       .receive_folder = b->from,
                                       .after_receive = EDI_AFTER_KEEP,
                                       .reports = "",
                                       .move_folder = "" };
    b->partners = (struct edi_partners){ .at = &b->partner, .count = 1 };
}

static void box_close(struct box *b)
{
    pid_t pid = fork();

    edi_receive_end(&b->receive);
    desk_close(&b->desk);
    if (pid == 0) {
        execlp("rm", "rm", "-rf", b->base, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void box_run(struct box *b)
{
    static const struct edi_ingest_options ingest = {
        .taken = "2024-02-01T00:00:00Z"
    };
    const struct edi_receive_options options = {
        .partners = &b->partners,
        .archive = { b->archive, "2024-02-01T00:00:00Z" },
        .ingest = &ingest,
    };
    struct edi_receive *r = &b->receive;
    enum x12_status status;

    edi_receive_begin(r, &b->desk.store, &options, &b->desk.err);
    for (b->told = 0; (status = edi_receive_next(r)) == X12_OK; b->told++) {
        struct said *said = &b->said[b->told];

        assert_true(b->told < BOX_TOLD);
        *said = (struct said){ .verdict = r->verdict,
                               .members = r->members,
                               .expected = r->expected };
        x12_str_put(r->name, said->name, sizeof(said->name));
        x12_str_put(r->member, said->member, sizeof(said->member));
        x12_str_put(x12_str_from(r->why), said->why, sizeof(said->why));
    }
    if (status != X12_END)
        fail_msg("%s", b->desk.err.text);
    edi_receive_end(r);
}

/* `member` of `name` (or the file itself, ""): told so, in words that hold
 * `why`. */
static void assert_said(const struct box *b, const char *name,
                        const char *member, enum edi_receive_verdict verdict,
                        const char *why)
{
    for (unsigned i = 0; i < b->told; i++) {
        const struct said *said = &b->said[i];

        if (strcmp(said->name, name) != 0 || strcmp(said->member, member) != 0)
            continue;
        if (said->verdict != verdict || !strstr(said->why, why))
            fail_msg("%s/%s: verdict %d, %s", name, member, (int)said->verdict,
                     said->why);
        return;
    }
    fail_msg("%s/%s: nothing was told", name, member);
}

static const char *box_path(const struct box *b, const char *name)
{
    static char path[2 * BOX_PATH];

    snprintf(path, sizeof(path), "%s/%s", b->from, name);
    return path;
}

static void box_lay(const struct box *b, const char *name, const char *text,
                    size_t len)
{
    FILE *file = fopen(box_path(b, name), "w");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

/* One claim in an interchange of its own. */
static const char *box_claim(struct box *b, unsigned isa)
{
    char number[12], claim[40];

    snprintf(number, sizeof(number), "%09u", isa);
    snprintf(claim, sizeof(claim), "PCN%u 100 20240105", isa);
    return desk_claims(&b->desk, number, "20240110", claim);
}

/* ---- zip files, made by libarchive ---- */

static struct archive *zip_begin(const struct box *b, const char *name,
                                 const char *options)
{
    struct archive *zip = archive_write_new();

    assert_non_null(zip);
    assert_int_equal(archive_write_set_format_zip(zip), ARCHIVE_OK);
    if (options) {
        assert_int_equal(archive_write_set_options(zip, options), ARCHIVE_OK);
        archive_write_set_passphrase(zip, "SESAME");
    }
    assert_int_equal(archive_write_open_filename(zip, box_path(b, name)),
                     ARCHIVE_OK);
    return zip;
}

static void zip_head(struct archive *zip, const char *name, unsigned type,
                     size_t len)
{
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)len);
    archive_entry_set_filetype(entry, type);
    archive_entry_set_perm(entry, 0666);
    if (type == AE_IFLNK)
        archive_entry_set_symlink(entry, "/etc/passwd");
    assert_int_equal(archive_write_header(zip, entry), ARCHIVE_OK);
    archive_entry_free(entry);
}

static void zip_put(struct archive *zip, const char *name, const char *text)
{
    zip_head(zip, name, AE_IFREG, strlen(text));
    assert_int_equal(archive_write_data(zip, text, strlen(text)), strlen(text));
}

static void zip_end(struct archive *zip)
{
    assert_int_equal(archive_write_close(zip), ARCHIVE_OK);
    archive_write_free(zip);
}

static void takes_in_what_is_in_a_zip_file(void **state)
{
    struct archive *zip;
    struct stat st;
    struct box b;

    (void)state;
    box_open(&b);
    b.partner.after_receive = EDI_AFTER_DELETE;
    zip = zip_begin(&b, "a.zip", NULL);
    zip_head(zip, "out/", AE_IFDIR, 0);
    zip_put(zip, "out/one.x12", box_claim(&b, 1));
    zip_put(zip, "two.x12", box_claim(&b, 2));
    zip_put(zip, "again.x12", b.desk.text);
    zip_end(zip);
    box_lay(&b, "b.x12", box_claim(&b, 3), strlen(b.desk.text));
    box_run(&b);
    assert_int_equal(b.told, 5);
    assert_said(&b, "a.zip", "one.x12", EDI_RECEIVE_TAKEN, "");
    assert_said(&b, "a.zip", "two.x12", EDI_RECEIVE_TAKEN, "");
    assert_said(&b, "a.zip", "again.x12", EDI_RECEIVE_SEEN, "");
    assert_said(&b, "a.zip", "", EDI_RECEIVE_UNPACKED, "");
    assert_int_equal(b.said[3].members, 3);
    assert_said(&b, "b.x12", "", EDI_RECEIVE_TAKEN, "");
    assert_int_equal(desk_ask(&b.desk, "SELECT count(*) FROM claim"), 3);
    /* only now it is gone there; and the next run has nothing to do */
    assert_int_equal(stat(box_path(&b, "a.zip"), &st), -1);
    box_run(&b);
    assert_int_equal(b.told, 0);
    box_close(&b);
}

static void a_zip_file_in_reach_of_two_runs_is_taken_in_once(void **state)
{
    struct archive *zip;
    struct box b;

    (void)state;
    box_open(&b);
    zip = zip_begin(&b, "a.zip", NULL);
    zip_put(zip, "one.x12", box_claim(&b, 1));
    zip_put(zip, "two.x12", box_claim(&b, 2));
    zip_end(zip);
    box_run(&b);
    box_run(&b);
    assert_int_equal(b.told, 0);
    /* as if a run had been ended before it could note the whole file */
    assert_int_equal(edi_db_script(&b.desk.store.db, "DELETE FROM received"),
                     X12_OK);
    box_run(&b);
    assert_said(&b, "a.zip", "one.x12", EDI_RECEIVE_SEEN, "");
    assert_said(&b, "a.zip", "", EDI_RECEIVE_UNPACKED, "");
    assert_int_equal(desk_ask(&b.desk, "SELECT count(*) FROM claim"), 2);
    box_close(&b);
}

static void what_is_odd_in_a_zip_file_stops_nothing_else(void **state)
{
    struct archive *zip;
    struct stat st;
    struct box b;

    (void)state;
    box_open(&b);
    zip = zip_begin(&b, "odd.zip", NULL);
    zip_put(zip, "../out.x12", box_claim(&b, 1));
    zip_put(zip, "/tmp/root.x12", b.desk.text);
    zip_head(zip, "link.x12", AE_IFLNK, 0);
    zip_put(zip, "two\nlines", b.desk.text);
    zip_put(zip, "empty.x12", "");
    zip_put(zip, "inner.zip", "PK\3\4");
    zip_put(zip, "letter.txt", "Dear customer");
    zip_put(zip, "other.271",
            "ISA*00*          *00*          *ZZ*HUB            *ZZ*SENDER     "
            "    *240101*1200*^*00501*000000009*0*T*:~GS*HB*HUB*SENDER*"
            "20240101*1200*9*X*005010X279A1~ST*271*0001*005010X279A1~"
            "BHT*0022*11*1*20240101*1200~SE*3*0001~GE*1*9~IEA*1*000000009~");
    zip_put(zip, "cut.x12", "ISA");
    zip_put(zip, "last.x12", b.desk.text);
    zip_end(zip);
    box_run(&b);
    assert_said(&b, "odd.zip", "../out.x12", EDI_RECEIVE_REFUSED, "leads out");
    assert_said(&b, "odd.zip", "/tmp/root.x12", EDI_RECEIVE_REFUSED, "root");
    assert_said(&b, "odd.zip", "link.x12", EDI_RECEIVE_REFUSED, "link");
    assert_said(&b, "odd.zip", "two\nlines", EDI_RECEIVE_REFUSED, "name");
    assert_said(&b, "odd.zip", "empty.x12", EDI_RECEIVE_REFUSED, "empty");
    assert_said(&b, "odd.zip", "inner.zip", EDI_RECEIVE_UNKNOWN, "in a zip");
    assert_said(&b, "odd.zip", "letter.txt", EDI_RECEIVE_REPORT, "");
    assert_said(&b, "odd.zip", "other.271", EDI_RECEIVE_UNKNOWN, "X12 of a");
    assert_said(&b, "odd.zip", "cut.x12", EDI_RECEIVE_UNKNOWN, "");
    assert_said(&b, "odd.zip", "last.x12", EDI_RECEIVE_TAKEN, "");
    assert_said(&b, "odd.zip", "", EDI_RECEIVE_UNPACKED, "");
    assert_int_equal(desk_ask(&b.desk, "SELECT count(*) FROM claim"), 1);
    assert_int_equal(stat("/tmp/root.x12", &st), -1);
    box_close(&b);
}

static void a_zip_file_that_is_cut_is_left_for_the_next_run(void **state)
{
    static char whole[8192];
    struct archive *zip;
    struct stat st;
    struct box b;
    FILE *file;
    size_t len;

    (void)state;
    box_open(&b);
    zip = zip_begin(&b, "a.zip", NULL);
    zip_put(zip, "one.x12", box_claim(&b, 1));
    zip_put(zip, "two.x12", box_claim(&b, 2));
    zip_end(zip);
    file = fopen(box_path(&b, "a.zip"), "r");
    assert_non_null(file);
    len = fread(whole, 1, sizeof(whole), file);
    assert_in_range(len, 100, sizeof(whole) - 1);
    fclose(file);
    for (size_t tenth = 1; tenth < 10; tenth++) {
        box_lay(&b, "a.zip", whole, len * tenth / 10);
        box_run(&b);
        assert_int_equal(b.told, 1);
        assert_said(&b, "a.zip", "", EDI_RECEIVE_CUT, "next run");
    }
    assert_int_equal(stat(box_path(&b, "a.zip"), &st), 0);
    assert_int_equal(desk_ask(&b.desk, "SELECT count(*) FROM received"), 0);
    box_lay(&b, "a.zip", whole, len);
    box_run(&b);
    assert_said(&b, "a.zip", "", EDI_RECEIVE_UNPACKED, "");
    assert_int_equal(desk_ask(&b.desk, "SELECT count(*) FROM claim"), 2);
    box_close(&b);
}

static void a_zip_bomb_is_told_and_stops_nothing_else(void **state)
{
    static char zeros[1 << 20];
    struct archive *zip;
    struct box b;

    (void)state;
    box_open(&b);
    zip = zip_begin(&b, "bomb.zip", NULL);
    zip_put(zip, "a.x12", box_claim(&b, 1));
    zip_head(zip, "bomb", AE_IFREG, (size_t)BOMB_MB << 20);
    for (int i = 0; i < BOMB_MB; i++)
        assert_int_equal(archive_write_data(zip, zeros, sizeof(zeros)),
                         sizeof(zeros));
    zip_end(zip);
    box_lay(&b, "next.x12", box_claim(&b, 2), strlen(b.desk.text));
    box_run(&b);
    assert_said(&b, "bomb.zip", "a.x12", EDI_RECEIVE_TAKEN, "");
    assert_said(&b, "bomb.zip", "bomb", EDI_RECEIVE_REFUSED, "bomb?");
    assert_said(&b, "next.x12", "", EDI_RECEIVE_TAKEN, "");
    box_run(&b);
    assert_int_equal(b.told, 0);
    box_close(&b);
}

static void box_gzip(const struct box *b, const char *name, const char *text,
                     size_t len, unsigned times)
{
    gzFile file = gzopen(box_path(b, name), "wb");

    assert_non_null(file);
    while (times-- > 0)
        assert_int_equal(gzwrite(file, text, (unsigned)len), len);
    assert_int_equal(gzclose(file), Z_OK);
}

static void gzip_that_is_cut_or_a_bomb_stops_nothing_else(void **state)
{
    static char zeros[1 << 20];
    struct stat st;
    struct box b;

    (void)state;
    box_open(&b);
    box_gzip(&b, "bomb.gz", zeros, sizeof(zeros), BOMB_MB);
    box_claim(&b, 1);
    box_gzip(&b, "cut.gz", b.desk.text, strlen(b.desk.text), 1);
    box_gzip(&b, "whole.gz", b.desk.text, strlen(b.desk.text), 1);
    assert_int_equal(stat(box_path(&b, "cut.gz"), &st), 0);
    assert_int_equal(truncate(box_path(&b, "cut.gz"), st.st_size - 20), 0);
    box_run(&b);
    assert_said(&b, "bomb.gz", "", EDI_RECEIVE_UNKNOWN, "bomb?");
    assert_said(&b, "cut.gz", "", EDI_RECEIVE_CUT, "too early");
    assert_said(&b, "whole.gz", "", EDI_RECEIVE_TAKEN, "");
    box_gzip(&b, "cut.gz", box_claim(&b, 2), strlen(b.desk.text), 1);
    box_run(&b);
    assert_said(&b, "cut.gz", "", EDI_RECEIVE_TAKEN, "");
    box_close(&b);
}

/* In letters of UTF-8, and in those of an old set that nobody names. */
static void names_in_other_letters_are_names(void **state)
{
    static const char utf8[] = "r\xC3\xA9ponse.x12", old[] = "r\x82ponse.x12";
    struct archive *zip;
    struct box b;

    (void)state;
    box_open(&b);
    zip = zip_begin(&b, "a.zip", NULL);
    zip_put(zip, utf8, box_claim(&b, 1));
    zip_put(zip, old, box_claim(&b, 2));
    zip_end(zip);
    box_run(&b);
    assert_int_equal(b.told, 3);
    assert_int_equal(b.said[0].verdict, EDI_RECEIVE_TAKEN);
    assert_string_equal(b.said[0].member, utf8);
    assert_int_equal(b.said[1].verdict, EDI_RECEIVE_TAKEN);
    assert_int_equal(desk_ask(&b.desk, "SELECT count(*) FROM claim"), 2);
    box_close(&b);
}

static void what_is_locked_is_told(void **state)
{
    struct archive *zip;
    struct box b;

    (void)state;
    box_open(&b);
    zip = zip_begin(&b, "locked.zip", "zip:encryption=traditional");
    zip_put(zip, "a.x12", box_claim(&b, 1));
    zip_end(zip);
    box_run(&b);
    assert_said(&b, "locked.zip", "a.x12", EDI_RECEIVE_REFUSED, "password");
    box_close(&b);
}

static void a_report_of_an_expected_name_is_no_trouble(void **state)
{
    static const char report[] = "File summary\r\n 12 claims taken\r\n\x1A";
    struct box b;

    (void)state;
    box_open(&b);
    b.partner.reports = "FS_HCFA_*_IN_C.txt *_EDI_STATUS_*";
    box_lay(&b, "FS_HCFA_123_IN_C.txt", report, sizeof(report) - 1);
    box_lay(&b, "000000123_EDI_STATUS_20240101.txt", report,
            sizeof(report) - 1);
    box_lay(&b, "letter.txt", report, sizeof(report) - 1);
    box_lay(&b, "report.pdf", "%PDF-1.4", 8);
    box_run(&b);
    for (unsigned i = 0; i < b.told; i++)
        assert_int_equal(b.said[i].expected, i < 2);
    assert_said(&b, "FS_HCFA_123_IN_C.txt", "", EDI_RECEIVE_REPORT, "");
    assert_said(&b, "letter.txt", "", EDI_RECEIVE_REPORT, "");
    assert_said(&b, "report.pdf", "", EDI_RECEIVE_UNKNOWN, "");
    box_run(&b);
    assert_int_equal(b.told, 0);
    box_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_in_what_is_in_a_zip_file),
        cmocka_unit_test(a_zip_file_in_reach_of_two_runs_is_taken_in_once),
        cmocka_unit_test(what_is_odd_in_a_zip_file_stops_nothing_else),
        cmocka_unit_test(a_zip_file_that_is_cut_is_left_for_the_next_run),
        cmocka_unit_test(a_zip_bomb_is_told_and_stops_nothing_else),
        cmocka_unit_test(gzip_that_is_cut_or_a_bomb_stops_nothing_else),
        cmocka_unit_test(names_in_other_letters_are_names),
        cmocka_unit_test(what_is_locked_is_told),
        cmocka_unit_test(a_report_of_an_expected_name_is_no_trouble),
    };

    return cmocka_run_group_tests_name("receive_zip", tests, NULL, NULL);
}
