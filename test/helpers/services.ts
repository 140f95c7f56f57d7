import type { ChatProvider, ProviderDescriptor, SessionAddress } from "../../src/core/provider.ts";
import { editionsOf } from "../../src/core/editions.ts";
import { providers } from "../../src/providers/registry.ts";

/** Every service, and every generation of its API under a name of its own. */
export const services: readonly ProviderDescriptor[] = providers
  .flatMap(editionsOf)
  .map((descriptor) => ({
    ...descriptor,
    ...("version" in descriptor && { name: `${descriptor.name} ${String(descriptor.version)}` }),
  }));

/** Makes a session in which nothing was asked yet. */
export async function emptySession(
  provider: ChatProvider,
  chatbotId: string,
  firstQuestion: string,
): Promise<SessionAddress> {
  const { signal } = new AbortController();
  const created = provider.createSession
    ? await provider.createSession(chatbotId, { firstQuestion }, signal)
    : // Where the first question makes it, the user can make one with details.
      await provider.resources
        .find(({ id }) => id === "sitegpt-v2-conversation")
        ?.creations?.[0]?.create({ chatbotId }, {}, signal);
  if (!created) throw new Error("nothing makes an empty session");
  return { chatbotId, sessionId: created.id };
}
