import type { Timex } from '../doc.ts'

/** A time expression as it leaves the program (docs/contract.md, Timex). */
export interface ContractTimex {
  readonly span: { readonly start: number; readonly end: number }
  readonly type: Timex['type']
  readonly value: string
  readonly start?: string
  readonly end?: string
  readonly zone?: string
  readonly rule: string
}

/** The contract's form of a time expression; `start` and `end` are the first and last day, both inclusive. */
export function formatTimexForContract(time: Timex): ContractTimex {
  return {
    span: { start: time.start, end: time.end },
    type: time.type,
    value: time.value,
    ...(time.from === undefined ? {} : { start: time.from }),
    ...(time.to === undefined ? {} : { end: time.to }),
    ...(time.zone === undefined ? {} : { zone: time.zone }),
    rule: time.rule,
  }
}
