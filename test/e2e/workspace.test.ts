import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { askingWorkbench, testAsking } from "./workspace/asking.ts";
import { knowledgeFiles, testKnowledge } from "./workspace/knowledge.ts";

const workbench = useWorkbench({
  ...askingWorkbench,
  demoAccounts: true,
  files: { ...askingWorkbench.files, ...knowledgeFiles },
});

// It leaves the tree as it was, which the other does not.
testKnowledge(workbench);
testAsking(workbench);
