import { describe, expect, test } from 'vitest'
import { readMarkedTimes, shippedRules, timesIn } from '../../../test/times.ts'

const rules = shippedRules()

const show = (times: readonly { start: number; end: number; type: string; value: string }[], text: string) =>
  times.map((t) => `${t.type}=${t.value}:${text.slice(t.start, t.end)}`)

describe('examples of the time rules', () => {
  for (const rule of rules.rules) {
    for (const example of rule.yes) {
      test(`${rule.id}: ${example}`, () => {
        const { text, dct, marks } = readMarkedTimes(example)
        const times = timesIn(text, rules, dct)
        expect(show(times, text)).toEqual(show(marks, text))
        if (rule.gives) expect(times.map((t) => t.rule)).toContain(rule.id)
      })
    }
    for (const example of rule.no) {
      test(`${rule.id}, not: ${example}`, () => {
        const { text, dct } = readMarkedTimes(example)
        const found = timesIn(text, rules, dct).filter((t) => t.rule === rule.id)
        expect(show(found, text)).toEqual([])
      })
    }
  }
})
