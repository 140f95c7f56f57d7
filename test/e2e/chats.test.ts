import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { chatFiles, testChat } from "./chats/chat.ts";
import { testSessions } from "./chats/sessions.ts";
import { testTwoWindows } from "./chats/twoWindows.ts";

const workbench = useWorkbench({ demoAccounts: true, files: chatFiles });

testSessions(workbench);
testChat(workbench);
testTwoWindows(workbench);
