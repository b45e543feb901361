#!/bin/sh
# exports.sh LIBRARY HEADER: the library exports the functions of the header, each with its version,
# and nothing else; it is called libfencepost.so.0 and brings no git along; and what it
# takes of the C library looks at no file, no variable, no clock and no locale. TAP.
set -u
temp=$(mktemp -d) || exit 99
trap 'rm -rf "$temp"' EXIT

nm -D --defined-only "$1" | awk '$2 != "A" { print $3 }' | sort >"$temp/found"
sed '/^#/d; s,/\*.*,,' "$2" | tr '\n' ' ' | grep -o 'FENCEPOST_API [^;(]*(' |
	sed 's/.*[ *]\(fencepost_[a-z_]*\)(/\1@@FENCEPOST_1/' | sort >"$temp/expected"
readelf -d "$1" >"$temp/dynamic"

point() {
	number=$((number + 1))
	if [ "$1" = 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}

echo "1..4"
number=0
diff "$temp/expected" "$temp/found" >"$temp/why"
point $? "the functions of the header and no other name are exported"
sed 's/^/# /' "$temp/why"
grep -q 'SONAME.*\[libfencepost\.so\.0\]' "$temp/dynamic"
point $? "the library is called libfencepost.so.0"
! grep 'NEEDED.*git' "$temp/dynamic" >"$temp/why"
point $? "the library brings no git along"
sed 's/^/# /' "$temp/why"
allowed='cmark_.*|(mem|str)[a-z]*|bcmp|v?snprintf|qsort|realloc|free|(set|long)jmp|assert_fail'
allowed="$allowed|stack_chk_fail|tls_get_addr|cxa_finalize|gmon_start|ITM_.*"
nm -D --undefined-only "$1" | awk '{ print $NF }' | sed 's/@.*//; s/^_*//; s/_*$//; s/_chk$//' |
	grep -vxE "$allowed" >"$temp/why"
nm -D --undefined-only "$1" | grep -wE 'str(n?casecmp|coll|xfrm|error|ftime)' >>"$temp/why"
[ ! -s "$temp/why" ]
point $? "the library asks nothing of its host but memory"
sed 's/^/# /' "$temp/why"
