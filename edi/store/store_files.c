/* SPDX-License-Identifier: Apache-2.0 */
/* store_files - what was read: digest, control numbers, never twice */
#include "edi/store/store_files.h"

static x12_str files_digest(const unsigned char *digest)
{
    return (x12_str){ (const char *)digest, EDI_DIGEST_BYTES };
}

enum x12_status edi_store_file_find(
    struct edi_store *store, const unsigned char digest[EDI_DIGEST_BYTES],
    int64_t *id)
{
    static const char FIND[] = "SELECT id FROM file WHERE digest = ?1";
    struct edi_query *q = edi_db_query(&store->db, FIND);
    enum x12_status status;

    edi_db_bind_blob(q, 1, files_digest(digest));
    status = edi_db_step(q);
    if (status == X12_OK)
        *id = edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

/* Until its bytes are read a file has the empty digest: there is one such row at
 * most, and only inside a transaction. */
enum x12_status edi_store_file_begin(struct edi_store *store,
                                     const struct edi_file_row *file,
                                     int64_t *id)
{
    static const char PUT[] =
        "INSERT INTO file (name, path, digest, content, kind, bytes, taken)"
        " VALUES (?1, ?2, x'', x'', 0, 0, ?3)";
    struct edi_query *q = edi_db_query(&store->db, PUT);
    enum x12_status status;

    edi_db_bind_text(q, 1, file->name);
    edi_db_bind_text(q, 2, file->path);
    edi_db_bind_text(q, 3, x12_str_from(file->taken));
    status = edi_db_run(q);
    if (status == X12_OK)
        *id = edi_db_last_id(&store->db);
    return status;
}

enum x12_status edi_store_file_end(struct edi_store *store, int64_t id,
                                   const struct edi_file_row *file)
{
    static const char OTHER[] =
        "SELECT id FROM file WHERE digest = ?1 OR content = ?2";
    static const char SET[] = "UPDATE file SET digest = ?2, kind = ?3,"
                              " bytes = ?4, content = ?5 WHERE id = ?1";
    struct edi_query *q = edi_db_query(&store->db, OTHER);
    enum x12_status status;

    edi_db_bind_blob(q, 1, files_digest(file->digest));
    edi_db_bind_blob(q, 2, files_digest(file->content));
    status = edi_db_step(q);
    edi_db_end(q);
    if (status != X12_END)
        return status == X12_OK ? X12_END : status;
    q = edi_db_query(&store->db, SET);
    edi_db_bind_int(q, 1, id);
    edi_db_bind_blob(q, 2, files_digest(file->digest));
    edi_db_bind_int(q, 3, file->kind);
    edi_db_bind_int(q, 4, (int64_t)file->bytes);
    edi_db_bind_blob(q, 5, files_digest(file->content));
    return edi_db_run(q);
}

enum x12_status edi_store_interchange_put(struct edi_store *store, int64_t file,
                                          const struct x12_envelope *env,
                                          int64_t *id)
{
    static const char PUT[] =
        "INSERT INTO interchange"
        " (file, control, sender, receiver, day, time, usage)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    struct edi_query *q = edi_db_query(&store->db, PUT);
    enum x12_status status;

    edi_db_bind_int(q, 1, file);
    edi_db_bind_text(q, 2, x12_str_from(env->isa_control));
    edi_db_bind_text(q, 3, x12_str_from(env->sender));
    edi_db_bind_text(q, 4, x12_str_from(env->receiver));
    edi_db_bind_int(q, 5, env->isa_date);
    edi_db_bind_int(q, 6, env->isa_time);
    edi_db_bind_text(q, 7, x12_str_from(env->usage));
    status = edi_db_run(q);
    if (status == X12_OK)
        *id = edi_db_last_id(&store->db);
    return status;
}

enum x12_status edi_store_interchange_out(struct edi_store *store, int64_t id)
{
    static const char OUT[] = "DELETE FROM interchange WHERE id = ?1";
    struct edi_query *q = edi_db_query(&store->db, OUT);

    edi_db_bind_int(q, 1, id);
    return edi_db_run(q);
}
