export type { Block, BlockKind, CharSpan, Dateline, Problem, ProblemCode, Published, Report } from './report.ts'
