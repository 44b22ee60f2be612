/** What is answered: a case, or somebody's words. */
export type OnWhat = { caseId: string } | { verbatimId: string }
