/* SPDX-License-Identifier: MIT */
/* Why the rules of fences, secrets, settings and suppressions are there, and an example of each. */
#include "finding/explain.h"

#include <stddef.h>

const struct fp_explanation fp_explain_rest[] = {
    {FP_FENCE_UNCLOSED, NULL,
     "The block runs to the end of its container, and takes in all that was to follow "
     "it.",
     "````json\n{\"a\": 1}\n```\n\nText.\n", "````json\n{\"a\": 1}\n````\n\nText.\n",
     "CommonMark 0.31 \xc2"
     "\xa7"
     "4.5",
     NULL},
    {FP_FENCE_NOT_A_FENCE, NULL,
     "Four columns of indentation make a line indented code: the fence is shown,"
     " and opens nothing.",
     "Text.\n\n    ```json\n    {\"a\": 1}\n    ```\n", "Text.\n\n```json\n{\"a\": 1}\n```\n",
     "CommonMark 0.31 \xc2"
     "\xa7"
     "4.4, \xc2"
     "\xa7"
     "4.6",
     NULL},
    {FP_SECRET_TOKEN, "json",
     "What is published is known to all: revoke it, and write a placeholder. No "
     "report shows more than four characters of it.",
     "{\"key\": \"AK"
     "IAQZ7W4M2X9C6V3B8N\"}",
     "{\"key\": \"AKIA_YOUR_ACCESS_KEY\"}", "the providers' documentation", NULL},
    {FP_SECRET_PRIVATE_KEY, "json",
     "What is published is known to all: replace the key pair, and write a placeholder.",
     "{\"key\": \"-----BEG"
     "IN PRIVATE "
     "KEY-----\\nMIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8AgEAAkEAq7BFUpkGp3+LQmlQ\\n-----END "
     "PRIVATE KEY-----\\n\"}",
     "{\"key\": \"-----BEG"
     "IN PRIVATE KEY-----YOUR_PRIVATE_KEY-----END PRIVATE "
     "KEY-----\\n\"}",
     "RFC 7468 \xc2"
     "\xa7"
     "10",
     NULL},
    {FP_SECRET_JWT, "json",
     "A whole token lets its reader in until it expires. Without its signature it "
     "still shows what it says.",
     "{\"token\": \"eyJhbGciOiJub25lIn0"
     ".eyJpc3MiOiJodHRwczovL2lzc3Vlci50ZXN0L2FiYyIsImV4cCI6MTUwMDAwMDAwMH0."
     "aB3dE6gH9jK2mN5pQ8sT1vW4\"}",
     "{\"token\": \"eyJhbGciOiJub25lIn0"
     ".eyJpc3MiOiJodHRwczovL2lzc3Vlci50ZXN0L2FiYyIsImV4cCI6MTUwMDAwMDAwMH0.SIGNATURE\"}",
     "RFC 7519", NULL},
    {FP_SECRET_BASIC_AUTH, "json", "Base64 hides nothing: it decodes to a user and a password.",
     "{\"authorization\": \"Basic bWFyaWE6Q29ycmVjdEhvcnNl\"}",
     "{\"authorization\": \"Basic YOUR_CREDENTIALS\"}", "RFC 7617", NULL},
    {FP_SECRET_URL_PASSWORD, "json",
     "A password in a url ends up in logs and histories, and here in a document.",
     "{\"database\": \"postgres://maria:Tr0ub4dor-and-3@db.example/x\"}",
     "{\"database\": \"postgres://maria:YOUR_PASSWORD@db.example/x\"}",
     "RFC 3986 \xc2"
     "\xa7"
     "3.2.1",
     NULL},
    {FP_SECRET_FIELD, "json",
     "The value looks random, and its name is that of a secret. Samples look the "
     "same, so the rule is off by default.",
     "{\"client_secret\": \"aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF\"}",
     "{\"client_secret\": \"YOUR_SECRET\"}", "OWASP ASVS 2.10", NULL},
    {FP_TEMPLATE_UNKNOWN_VARIABLE, "json",
     "The site fills in the variables of templates.variables and no others; the "
     "rest reach the reader as they stand.",
     "{\"client\": \"${account.client_id}\"}", "{\"client\": \"${account.clientId}\"}",
     "the settings", "{\"templates\": {\"variables\": [\"account.clientId\"]}}"},
    {FP_FORBIDDEN_TEXT, "json",
     "The project has listed this text, with what to write in its place.",
     "{\"domain\": \"old.example\"}", "{\"domain\": \"new.example\"}", "the settings",
     "{\"forbidden\": [{\"text\": \"old.example\", \"replace\": \"new.example\"}]}"},
    {FP_UNUSED_IGNORE, NULL,
     "A suppression that suppresses nothing hides the next fault that comes.",
     "<!-- fencepost-ignore -->\n```json\n{\"a\": 1}\n```\n", "```json\n{\"a\": 1}\n```\n",
     "the documentation of suppressions", NULL},
    {.why = NULL},
};
