import type { KnowledgeDocument } from "../document.ts";

/** Harbor's page about limits. */
export const harborLimits: KnowledgeDocument = {
  title: "Limits and pagination",
  fileName: "limits.md",
  url: "https://docs.harbor.example/reference/limits",
  markdown: `
# Limits and pagination

## Rate limits

Harbor counts requests per token and minute, and answers the ones above the limit with status 429. The limit depends on
the plan:

| Plan | Requests a minute | Burst | Log streams at once |
| --- | ---: | ---: | ---: |
| Dinghy | 60 | 10 | 1 |
| Sloop | 600 | 50 | 5 |
| Schooner | 3 000 | 200 | 25 |
| Clipper | by agreement | by agreement | 100 |

Each answer tells where you stand: \`RateLimit-Remaining\` and \`RateLimit-Reset\` (in seconds).

## Backing off after a 429

Wait as long as \`Retry-After\` says, and add a little chance so that many programs do not come back at the same moment.

~~~ts
async function withBackoff(send: () => Promise<Response>, attempts = 4): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send();
    if (response.status !== 429 || attempt === attempts) {
      return response;
    }
    const seconds = Number(response.headers.get("retry-after") ?? 2 ** attempt);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000 * (1 + Math.random() / 4)));
  }
}
~~~

> Repeat reads freely. Repeat a write only with the same \`Idempotency-Key\`, otherwise you may deploy twice.

## Pagination

To paginate, follow \`next\`: lists come in pages of 50 items, and \`next\` holds the address of the page that follows; on
the last page it is absent. Take the address as it is — it carries a cursor, and cursors are opaque.

1. ask for the first page without any parameter;
2. use the items;
3. stop when there is no \`next\`, else ask for that address.

## Size of requests

A JSON body may have up to 1 MB and a build archive up to 512 MB. Larger ones are refused with status 413 before they
have been read, so a long upload fails early — not at the end.
`,
};
