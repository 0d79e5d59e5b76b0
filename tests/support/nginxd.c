/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/nginxd.h"

#include "tests/support/cm.h"
#include "tests/support/tcp.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char nginxd_text[] =
    "daemon off;\nmaster_process off;\npid %s/pid;\nerror_log %s/log;\n"
    "events { worker_connections 64; }\n"
    "http {\n"
    "  access_log off;\n  client_body_temp_path %s/body;\n"
    "  proxy_temp_path %s/proxy;\n  fastcgi_temp_path %s/fastcgi;\n"
    "  uwsgi_temp_path %s/uwsgi;\n  scgi_temp_path %s/scgi;\n"
    "  server {\n"
    "    listen 127.0.0.1:%u ssl;\n    root %s;\n"
    "    ssl_certificate %s;\n    ssl_certificate_key %s;\n"
    "    ssl_client_certificate %s;\n    ssl_verify_client optional;\n"
    "    client_max_body_size 4m;\n"
    "    location /in/ {\n      if ($ssl_client_verify != SUCCESS)"
    " { return 403; }\n      dav_methods PUT DELETE;\n    }\n"
    "    location /out/ {\n      autoindex on;\n"
    "      autoindex_format json;\n      dav_methods DELETE;\n    }\n"
    "    location /small/ { client_max_body_size 4k; dav_methods PUT; }\n"
    "    location /shut/ { deny all; }\n"
    "    location /busy { add_header Retry-After 120 always; return 503; }\n"
    "    location /post {\n      client_body_in_file_only on;\n"
    "      client_body_temp_path %s;\n"
    "      proxy_pass http://unix:%s/kept:/;\n    }\n"
    "  }\n"
    "  server { listen unix:%s/kept; return 204; }\n"
    "}\n";

static void nginxd_settings(const struct nginxd *s, const struct certs *certs,
                            char path[NGINXD_PATH])
{
    char text[4096];
    const char *base = s->base;

    snprintf(text, sizeof(text), nginxd_text, base, base, base, base, base,
             base, base, s->port, base, certs->good.cert, certs->good.key,
             certs->ca, s->posts, base, base);
    snprintf(path, NGINXD_PATH, "%s/settings", base);
    file_write(path, text, strlen(text));
}

void nginxd_open(struct nginxd *s, const struct certs *certs,
                 unsigned long most)
{
    char settings[NGINXD_PATH];

    *s = (struct nginxd){ .base = "/tmp/edi-nginx-XXXXXX" };
    assert_non_null(mkdtemp(s->base));
    snprintf(s->in, sizeof(s->in), "%s/in", s->base);
    snprintf(s->out, sizeof(s->out), "%s/out", s->base);
    snprintf(s->posts, sizeof(s->posts), "%s/posts", s->base);
    assert_int_equal(mkdir(s->in, 0700), 0);
    assert_int_equal(mkdir(s->out, 0700), 0);
    close(tcp_listen(&s->port));
    nginxd_settings(s, certs, settings);
    s->pid = fork();
    assert_true(s->pid >= 0);
    if (s->pid == 0) {
        const struct rlimit limit = { most, most };

        signal(SIGXFSZ, SIG_IGN); /* it is told by EFBIG, then */
        if (most)
            setrlimit(RLIMIT_FSIZE, &limit);
        /* a test that fails leaves it: nobody waits for its output */
        if (!freopen("/dev/null", "w", stdout) ||
            !freopen("/dev/null", "w", stderr))
            _exit(127);
        execl("/usr/sbin/nginx", "/usr/sbin/nginx", "-p", s->base, "-c",
              settings, (char *)NULL);
        _exit(127);
    }
    assert_true(tcp_wait(s->port)); /* is nginx there? */
}

void nginxd_close(struct nginxd *s)
{
    kill(s->pid, SIGKILL);
    waitpid(s->pid, NULL, 0);
    folder_remove(s->base);
}
