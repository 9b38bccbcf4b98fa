# SPDX-License-Identifier: MIT
# cmake -DNAME=c_name -DINPUT=file -DOUTPUT=file.c -P embed.cmake: the bytes of
# a file as a constant of C.  Not as a string, which C promises 4095 bytes.
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "(................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
if(bytes MATCHES "0x[89a-f]")
    message(FATAL_ERROR "${INPUT} is not ASCII")
endif()
file(WRITE ${OUTPUT}.new "\
/* Made from ${NAME} by embed.cmake. */
#include <stddef.h>
extern const char ${NAME}[];
extern const size_t ${NAME}_size;
const char ${NAME}[] = {
${bytes}
};
const size_t ${NAME}_size = sizeof(${NAME});
")
file(RENAME ${OUTPUT}.new ${OUTPUT})
