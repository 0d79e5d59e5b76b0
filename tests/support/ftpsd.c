/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/ftpsd.h"

#include "tests/support/cm.h"
#include "tests/support/tcp.h"

#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* OPEN-SESAME, by crypt(3) with SHA-256 */
#define FTPSD_HASH "$5$harbor$HAJOAh8DESXd3giznEjCvfHF38.MB4D6mArSfZEUkI3"

static void ftpsd_users(const struct ftpsd *s, char path[FTPSD_PATH])
{
    char text[512];

    snprintf(path, FTPSD_PATH, "%s/users", s->base);
    snprintf(text, sizeof(text), "harbor:%s:%u:%u::%s:/bin/sh\n", FTPSD_HASH,
             (unsigned)getuid(), (unsigned)getgid(), s->base);
    file_write(path, text, strlen(text));
}

static void ftpsd_settings(const struct ftpsd *s, const struct cert *cert,
                           const char *extra, char path[FTPSD_PATH])
{
    char text[4096], users[FTPSD_PATH];
    const struct passwd *me = getpwuid(getuid());
    const struct group *ours = getgrgid(getgid());

    assert_non_null(me);
    assert_non_null(ours);
    ftpsd_users(s, users);
    snprintf(text, sizeof(text),
             "ServerType standalone\nPort %u\nDefaultAddress 127.0.0.1\n"
             "UseIPv6 off\nUser %s\nGroup %s\nPidFile %s/pid\n"
             "ScoreboardFile none\nDelayEngine off\nSystemLog none\n"
             "WtmpLog off\nTransferLog none\nRequireValidShell off\n"
             "RootLogin on\nUseReverseDNS off\n"
             "AuthOrder mod_auth_file.c\nAuthUserFile %s\nUseFtpUsers off\n"
             "AllowOverwrite on\nAllowStoreRestart on\n"
             "AllowRetrieveRestart on\nUmask 077\n"
             "<IfModule mod_dso.c>\n  ModulePath /usr/lib/proftpd\n"
             "  LoadModule mod_tls.c\n</IfModule>\n"
             "%s\n" /* what comes first counts */
             "TLSEngine on\nTLSRequired on\nTLSProtocol TLSv1.2 TLSv1.3\n"
             "TLSLog none\n"
             "TLSECCertificateFile %s\nTLSECCertificateKeyFile %s\n",
             s->port, me->pw_name, ours->gr_name, s->base, users, extra,
             cert->cert, cert->key);
    snprintf(path, FTPSD_PATH, "%s/settings", s->base);
    file_write(path, text, strlen(text));
}

static void ftpsd_start(struct ftpsd *s, const char *settings,
                        unsigned long most)
{
    s->pid = fork();
    assert_true(s->pid >= 0);
    if (s->pid == 0) {
        if (most) {
            const struct rlimit limit = { most, most };

            signal(SIGXFSZ, SIG_IGN); /* it is told by EFBIG, then */
            setrlimit(RLIMIT_FSIZE, &limit);
        }
        setpgid(0, 0);
        /* a test that fails leaves it: nobody waits for its output */
        if (!freopen("/dev/null", "w", stdout) ||
            !freopen("/dev/null", "w", stderr))
            _exit(127);
        execl("/usr/sbin/proftpd", "/usr/sbin/proftpd", "-n", "-q", "-c",
              settings, (char *)NULL);
        _exit(127);
    }
    setpgid(s->pid, s->pid);
    assert_true(tcp_wait(s->port)); /* are proftpd-core and its TLS there? */
}

void ftpsd_open(struct ftpsd *s, const struct cert *cert, const char *extra,
                unsigned long most)
{
    char settings[FTPSD_PATH];

    *s = (struct ftpsd){ .base = "/tmp/edi-ftpsd-XXXXXX" };
    assert_non_null(mkdtemp(s->base));
    snprintf(s->drop, sizeof(s->drop), "%s/in", s->base);
    snprintf(s->out, sizeof(s->out), "%s/out", s->base);
    snprintf(s->password, sizeof(s->password), "%s/secret", s->base);
    assert_int_equal(mkdir(s->drop, 0700), 0);
    assert_int_equal(mkdir(s->out, 0700), 0);
    file_write(s->password, "OPEN-SESAME\n", 12);
    close(tcp_listen(&s->port));
    ftpsd_settings(s, cert, extra, settings);
    ftpsd_start(s, settings, most);
}

void ftpsd_close(struct ftpsd *s)
{
    kill(-s->pid, SIGKILL);
    waitpid(s->pid, NULL, 0);
    folder_remove(s->base);
}
