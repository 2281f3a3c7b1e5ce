import { loadReviewRules } from '../load-review.ts'
import type { Filters, OpenRecord } from '../record/index.ts'
import {
  type CheckedCount,
  type Conflict,
  checkCounts,
  findConflicts,
  followPlans,
  type Plan,
} from '../review/index.ts'

/** What each check yields. */
export interface Checks {
  readonly counts: CheckedCount
  readonly conflicts: Conflict
  readonly plans: Plan
}
export type CheckName = keyof Checks

/** Runs one check on a record. */
export async function runCheck(
  record: OpenRecord,
  { check, filters, limit }: { readonly check: CheckName; readonly filters: Filters; readonly limit: number },
): Promise<readonly Checks[CheckName][]> {
  switch (check) {
    case 'counts':
      return checkCounts(record, { ...filters, limit }, loadReviewRules().kinds)
    case 'conflicts':
      return findConflicts(record, filters, limit)
    case 'plans':
      return followPlans(record, { filters, limit, forms: loadReviewRules().forms })
  }
}
