import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber, isoDay } from './calendar.ts'
import { contains, grainOf, intersect, intervalOf, lengthDays, shift, yearOf } from './interval.ts'

const days = fc.integer({ min: dayNumber(1500, 1, 1), max: dayNumber(2500, 12, 31) })
const intervals = fc.tuple(days, days).map(([a, b]) => ({ from: isoDay(Math.min(a, b)), to: isoDay(Math.max(a, b)) }))

describe('intervals', () => {
  test.each([
    ['2022-02-01', '2022-02-01', '2022-02-01'],
    ['2022-02-01T21:00Z', '2022-02-01', '2022-02-01'],
    ['2022-02-01TMO', '2022-02-01', '2022-02-01'],
    ['2022-02', '2022-02-01', '2022-02-28'],
    ['2022', '2022-01-01', '2022-12-31'],
    ['2022-W05', '2022-01-31', '2022-02-06'],
    ['2022-W04-WE', '2022-01-29', '2022-01-30'],
    ['2022-Q1', '2022-01-01', '2022-03-31'],
    ['2022-H2', '2022-07-01', '2022-12-31'],
    ['2021-WI', '2021-12-01', '2022-02-28'],
    ['2022-SU', '2022-06-01', '2022-08-31'],
    ['199', '1990-01-01', '1999-12-31'],
    ['19', '1900-01-01', '1999-12-31'],
    ['1950/1953', '1950-01-01', '1953-12-31'],
  ])('%s runs from %s to %s', (value, from, to) => expect(intervalOf(value)).toEqual({ from, to }))

  test.each([['P3D'], ['PAST_REF'], ['XXXX-WXX-2'], ['XXXX-01-05'], ['2022-02-30'], ['2022-W60'], ['1953/1950'], ['']])(
    '%s names no bounded time',
    (value) => expect(intervalOf(value)).toBeUndefined(),
  )

  test.each([
    ['2022-02-01T21:00', 'T'],
    ['2022-02-01', 'D'],
    ['2022-W04-WE', 'WE'],
    ['2022', 'Y'],
    ['P3D', undefined],
  ])('%s has the precision %s', (value, grain) => expect(grainOf(value)).toBe(grain))

  test('what two intervals share lies in both, whatever their order', () => {
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const shared = intersect(a, b)
        expect(intersect(b, a)).toEqual(shared)
        if (shared) expect(contains(a, shared) && contains(b, shared)).toBe(true)
        else expect(a.to < b.from || b.to < a.from).toBe(true)
      }),
    )
  })

  test('moving by days and back is nothing, and keeps the length', () => {
    fc.assert(
      fc.property(intervals, fc.integer({ min: -9999, max: 9999 }), (interval, n) => {
        const moved = shift(interval, n, 'D')
        expect(shift(moved, -n, 'D')).toEqual(interval)
        expect(lengthDays(moved)).toBe(lengthDays(interval))
      }),
    )
  })

  test('the year of a value is that of its first day', () => {
    expect(yearOf('2021-WI')).toBe(2021)
    expect(yearOf('P3D')).toBeUndefined()
  })
})
