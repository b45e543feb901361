# A line of a file -> a string literal of C.
s/[\\"]/\\&/g
s/.*/"&\\n"/
