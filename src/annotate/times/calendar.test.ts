import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  civil,
  dayNumber,
  easter,
  isoDay,
  isoWeek,
  nthWeekday,
  orthodoxEaster,
  parseDay,
  shiftDay,
  valueAt,
  weekdayOf,
  weekStart,
} from './calendar.ts'
import { holidayDay } from './holidays.ts'

const days = fc.integer({ min: dayNumber(1000, 1, 1), max: dayNumber(9999, 12, 31) })

describe('calendar', () => {
  test('day numbers agree with the platform', () => {
    fc.assert(fc.property(days, (day) => isoDay(day) === new Date(day * 86_400_000).toISOString().slice(0, 10)))
    fc.assert(fc.property(days, (day) => weekdayOf(day) % 7 === new Date(day * 86_400_000).getUTCDay()))
  })

  test('days, parts and weeks round-trip', () => {
    fc.assert(fc.property(days, (day) => parseDay(isoDay(day)) === day))
    fc.assert(
      fc.property(days, (day) => {
        const { y, m, d } = civil(day)
        return dayNumber(y, m, d) === day
      }),
    )
    fc.assert(
      fc.property(days, (day) => {
        const { year, week } = isoWeek(day)
        return weekStart(year, week) === day - weekdayOf(day) + 1
      }),
    )
  })

  test.each([
    ['2022-02-30', undefined],
    ['2021-02-29', undefined],
    ['2022-13-01', undefined],
    ['2022-02', undefined],
  ])('%s is no day', (iso, expected) => expect(parseDay(iso)).toBe(expected))

  test.each([
    ['2022-01-01', 'W', '2021-W52'],
    ['2020-12-31', 'W', '2020-W53'],
    ['2022-01-30', 'WE', '2022-W04-WE'],
    ['2022-02-02', 'Q', '2022-Q1'],
    ['2022-07-01', 'H', '2022-H2'],
    ['1999-12-31', 'E', '199'],
    ['1999-12-31', 'C', '19'],
  ] as const)('%s lies in the %s %s', (iso, grain, value) => expect(valueAt(parseDay(iso)!, grain)).toBe(value))

  test('a month after its last day is the last day of the next', () => {
    expect(isoDay(shiftDay(parseDay('2022-01-31')!, 1, 'M'))).toBe('2022-02-28')
    expect(isoDay(shiftDay(parseDay('2020-02-29')!, -1, 'Y'))).toBe('2019-02-28')
  })

  test.each([
    ['11-4th-4', 1999, '1999-11-25'],
    ['5-last-1', 2022, '2022-05-30'],
    ['after-11-1-1-2', 1998, '1998-11-03'],
    ['after-11-1-1-2', 2022, '2022-11-08'],
    ['easter-2', 2022, '2022-04-15'],
    ['orthodox+0', 2022, '2022-04-24'],
    ['2021:02-12,2022:02-01', 2022, '2022-02-01'],
    ['2021:02-12,2022:02-01', 1990, undefined],
    ['02-29', 2021, undefined],
  ])('the holiday %s falls in %i on %s', (rule, year, iso) => {
    const day = holidayDay(rule, year)
    expect(day === undefined ? undefined : isoDay(day)).toBe(iso)
  })

  test('Easter is a Sunday between its bounds', () => {
    for (let year = 1900; year < 2100; year++) {
      expect(weekdayOf(easter(year))).toBe(7)
      expect(weekdayOf(orthodoxEaster(year))).toBe(7)
      expect(isoDay(easter(year)).slice(5) >= '03-22' && isoDay(easter(year)).slice(5) <= '04-25').toBe(true)
    }
    expect(isoDay(easter(2000))).toBe('2000-04-23')
    expect(isoDay(nthWeekday(2022, 2, 1, 1))).toBe('2022-02-07')
  })
})
