/* SPDX-License-Identifier: Apache-2.0 */
/* cm - cmocka and the headers it wants before it */
#ifndef TESTS_CM_H
#define TESTS_CM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
