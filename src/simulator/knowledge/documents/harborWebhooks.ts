import type { KnowledgeDocument } from "../document.ts";

/** Harbor's page about webhooks. */
export const harborWebhooks: KnowledgeDocument = {
  title: "Webhooks",
  fileName: "webhooks.md",
  url: "https://docs.harbor.example/guides/webhooks",
  markdown: `
# Webhooks

## Receiving webhook events

A webhook is a POST that Harbor sends to your address when something happens, for instance when a deploy ends. Answer
with any 2xx within ten seconds, and do the real work afterwards — Harbor does not read the body of your answer.

~~~json
{
  "id": "evt_01hx7",
  "type": "deploy.finished",
  "app": "café-orders",
  "outcome": "succeeded",
  "at": "2025-03-04T09:12:44Z"
}
~~~

## Verifying webhook signatures

Each event carries \`Harbor-Signature\`, the hex HMAC-SHA256 of the raw body under your signing secret. Compute it over
the bytes as they came — before any JSON parser touches them — and compare in constant time.

~~~ts
import { createHmac, timingSafeEqual } from "node:crypto";

export function isFromHarbor(body: Buffer, signature: string, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest();
  const received = Buffer.from(signature, "hex");
  return received.length === expected.length && timingSafeEqual(received, expected);
}
~~~

In Python:

~~~python
import hashlib
import hmac

def is_from_harbor(body: bytes, signature: str, secret: str) -> bool:
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, signature)
~~~

And by hand, to check one event:

~~~bash
openssl dgst -sha256 -hmac "$HARBOR_SIGNING_SECRET" event.json
~~~

If nothing ever matches, a middleware has probably parsed and re-written the body: *naïve* but very common.

## Retries and order of events

An event that is not answered with 2xx is sent again after 1, 5, 30 and 120 minutes, then given up. Events may arrive
twice and out of order, so:

- keep the \`id\` of each event for a day and skip the ones you have seen;
- compare the \`at\` times rather than trusting the order of arrival;
- never do anything in the handler that you cannot do twice.

## Testing webhooks on your own machine

The command line tool forwards events to a port of your machine, so that no public address is needed. It prints each
event and your answer to it. 🚢

~~~bash
harbor listen --forward http://127.0.0.1:4000/hooks
harbor trigger deploy.finished --app café-orders
~~~
`,
};
