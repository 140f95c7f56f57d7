import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { testAccessibility } from "./panels/accessibility.ts";
import { composerFiles, testComposer } from "./panels/composer.ts";
import { questions, readingFiles, testReading } from "./panels/reading.ts";

const workbench = useWorkbench({
  demoAccounts: true,
  longSession: questions,
  files: { ...composerFiles, ...readingFiles },
});

testReading(workbench);
testAccessibility(workbench);
testComposer(workbench);
