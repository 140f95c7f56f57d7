import type { KnowledgeDocument } from "../document.ts";

/** Harbor's page about access tokens. */
export const harborAuthentication: KnowledgeDocument = {
  title: "Authentication",
  fileName: "authentication.md",
  url: "https://docs.harbor.example/guides/authentication",
  markdown: `
# Authentication

## Access tokens

Every call to the Harbor API carries an access token in the \`Authorization\` header — there are no cookies and no
query parameters that do the same. You make a token under *Settings → Access tokens*, and Harbor shows it exactly once.

~~~bash
curl https://api.harbor.example/v2/apps \\
  --header "Authorization: Bearer $HARBOR_TOKEN"
~~~

The same call from code:

~~~ts
const response = await fetch("https://api.harbor.example/v2/apps", {
  headers: { authorization: "Bearer " + process.env.HARBOR_TOKEN },
});
if (!response.ok) {
  throw new Error("Harbor answered with status " + response.status);
}
const apps: { id: string; name: string }[] = await response.json();
~~~

~~~python
import os
import requests

response = requests.get(
    "https://api.harbor.example/v2/apps",
    headers={"Authorization": f"Bearer {os.environ['HARBOR_TOKEN']}"},
    timeout=10,
)
response.raise_for_status()
print([app["name"] for app in response.json()])
~~~

Keep tokens out of source control. A token that Harbor finds in a public repository is revoked within minutes. 🔒

## Scopes and permissions

A token may do only what its scopes say, so give each program the smallest set that lets it work. Scopes are fixed
when the token is made; to change them, make a new token.

| Scope | Lets a program | Typical user |
| --- | --- | --- |
| \`apps:read\` | list apps and read their settings | dashboards |
| \`apps:write\` | create, change and delete apps | infrastructure as code |
| \`deploys:write\` | start and stop deploys | build pipelines |
| \`logs:read\` | follow the log stream | on-call tools |

## Rotating a token

Rotate by overlapping: the old token stays valid for 24 hours after you make its successor, so nothing has to stop.

1. Choose **Rotate** beside the token, and copy the new value.
2. Put it where your programs read it, and restart them.
3. Watch the *last used* column of the old token until it no longer moves.
4. Revoke the old one — or wait, it ends by itself.

## Errors while signing in

An answer with status 401 means that Harbor does not know the token; 403 means that it knows the token and the token
lacks a scope. The body names the missing scope, so print it before you ask for help.

~~~json
{
  "error": "missing_scope",
  "needed": "deploys:write",
  "hint": "Naïve retries will not help: make a token with this scope."
}
~~~
`,
};
