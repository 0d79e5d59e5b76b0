/* SPDX-License-Identifier: Apache-2.0 */
/* archive_sweep - takes originals out of the archive of which nothing is left */
#include "edi/jobs/archive_sweep.h"

#include "edi/store/digest.h"
#include "edi/store/store_purge.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The floors of the archive. */
enum {
    SWEEP_YEAR,
    SWEEP_MONTH,
    SWEEP_PARTNER,
    SWEEP_DIGEST,
    SWEEP_FILE,
};

struct sweep {
    const struct edi_sweep *wanted;
    uint32_t year;
    uint64_t *count;
};

static enum x12_status sweep_fail(const struct sweep *s, const char *name)
{
    return x12_fail(s->wanted->store->db.err, X12_EIO, "%s: %s: %s",
                    s->wanted->folder, name, strerror(errno));
}

static bool sweep_number(const char *name, size_t digits, uint32_t *out)
{
    uint64_t n;

    if (strlen(name) != digits || !x12_count_parse(x12_str_from(name), &n))
        return false;
    *out = (uint32_t)n;
    return true;
}

static int sweep_hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* X12_END: nothing in the store needs the file of this digest. */
static enum x12_status sweep_needs(const struct sweep *s, const char *name)
{
    unsigned char digest[EDI_DIGEST_BYTES];

    for (size_t i = 0; i < EDI_DIGEST_BYTES; i++) {
        const int high = sweep_hex(name[2 * i]);
        const int low = high < 0 ? -1 : sweep_hex(name[2 * i + 1]);

        if (low < 0)
            return X12_OK; /* no digest: not ours */
        digest[i] = (unsigned char)(high << 4 | low);
    }
    if (name[2 * EDI_DIGEST_BYTES] != '\0')
        return X12_OK;
    return edi_purge_needs(s->wanted->store,
                           (x12_str){ (const char *)digest, sizeof(digest) });
}

/* May what bears this name on this floor go? X12_END: yes. */
static enum x12_status sweep_judge(struct sweep *s, int floor, const char *name)
{
    const uint32_t before = (uint32_t)s->wanted->before / 100;
    uint32_t month;

    switch (floor) {
    case SWEEP_YEAR:
        return sweep_number(name, 4, &s->year) && s->year <= before / 100
                   ? X12_END
                   : X12_OK;
    case SWEEP_MONTH:
        return sweep_number(name, 2, &month) && s->year * 100 + month < before
                   ? X12_END
                   : X12_OK;
    case SWEEP_DIGEST:
        return sweep_needs(s, name);
    default:
        return X12_END;
    }
}

static enum x12_status sweep_floor(struct sweep *s, int folder, int floor);

/* One name of a folder: a file goes, and so does a folder that is empty then. */
static enum x12_status sweep_name(struct sweep *s, int folder, int floor,
                                  const char *name)
{
    enum x12_status status = sweep_judge(s, floor, name);
    struct stat st;
    int fd;

    if (status != X12_END)
        return status;
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return sweep_fail(s, name);
    if (floor == SWEEP_FILE) {
        if (!S_ISREG(st.st_mode))
            return X12_OK;
        *s->count += 1;
        return unlinkat(folder, name, 0) == 0 ? X12_OK : sweep_fail(s, name);
    }
    if (!S_ISDIR(st.st_mode))
        return X12_OK;
    fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return sweep_fail(s, name);
    status = sweep_floor(s, fd, floor + 1);
    if (status == X12_OK)
        unlinkat(folder, name, AT_REMOVEDIR); /* if nothing is left in it */
    return status;
}

/* Takes the folder over. */
static enum x12_status sweep_floor(struct sweep *s, int folder, int floor)
{
    enum x12_status status = X12_OK;
    const struct dirent *entry;
    DIR *names = fdopendir(folder);

    if (!names) {
        close(folder);
        return sweep_fail(s, "a folder");
    }
    while (status == X12_OK && (entry = readdir(names)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            status = sweep_name(s, dirfd(names), floor, entry->d_name);
    closedir(names);
    return status;
}

enum x12_status edi_archive_sweep(const struct edi_sweep *sweep,
                                  uint64_t *count)
{
    struct sweep s = { .wanted = sweep, .count = count };
    const int fd = open(sweep->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    *count = 0;
    if (fd < 0)
        return errno == ENOENT ? X12_OK : sweep_fail(&s, "cannot be read");
    return sweep_floor(&s, fd, SWEEP_YEAR);
}
