// Says how many sessions of a chatbot are remembered below a folder: `node countSessionFiles.ts <folder>`.
import { SessionFiles } from "../../src/host/sessions/sessionFiles.ts";
import { MemoryLog } from "./fakes.ts";

const [folder = ""] = process.argv.slice(2);
const files = await new SessionFiles(folder, new MemoryLog()).readAll("account", "bot");
console.log(files.size);
