/* base/scope.h: the few words that the compiler must understand about every function here.
 *
 * must_check    the result carries a fault and may not be dropped.
 * scoped(f)     f(&variable) runs when the variable goes out of scope, however that happens.
 * N_("...")     marks an English sentence for translation (po/); it is shown through tr().
 */
#ifndef BASE_SCOPE_H
#define BASE_SCOPE_H

#define must_check __attribute__((warn_unused_result))
#define scoped(release) __attribute__((cleanup(release)))
#define printf_like(sentence, first) __attribute__((format(printf, sentence, first)))
#define noreturn_ __attribute__((noreturn))
#define N_(sentence) (sentence)
#define LENGTH_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Closes *fd unless it is negative, and keeps errno. */
void fd_close(int *fd);

#endif
