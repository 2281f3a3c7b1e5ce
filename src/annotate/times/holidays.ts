import { type DayNumber, dayNumber, easter, isDate, nthWeekday, orthodoxEaster } from './calendar.ts'

/**
 * The day of a holiday in a year; undefined where the rule does not give one. Rules, as the lexicon writes them:
 * `12-25` a fixed date; `11-4th-4` the fourth Thursday of November (`5-last-1` the last Monday of May);
 * `after-11-1-1-2` the first Tuesday after the first Monday of November; `easter-2` two days before Easter;
 * `orthodox+0`; a table `2021:02-12,2022:02-01` for calendars of the moon.
 */
export function holidayDay(rule: string, year: number): DayNumber | undefined {
  const fixed = /^(\d\d)-(\d\d)$/.exec(rule)
  if (fixed) {
    const [m, d] = [Number(fixed[1]), Number(fixed[2])]
    return isDate(year, m, d) ? dayNumber(year, m, d) : undefined
  }
  const nth = /^(\d{1,2})-(\dth|last)-([1-7])$/.exec(rule)
  if (nth) return nthWeekday(year, Number(nth[1]), Number(nth[3]), nth[2] === 'last' ? -1 : Number(nth[2]![0]))
  const after = /^after-(\d{1,2})-(\d)-([1-7])-([1-7])$/.exec(rule)
  if (after) {
    const first = nthWeekday(year, Number(after[1]), Number(after[3]), Number(after[2]))
    return first + ((Number(after[4]) - Number(after[3]) + 7) % 7)
  }
  const moved = /^(easter|orthodox)([+-]\d+)$/.exec(rule)
  if (moved) return (moved[1] === 'easter' ? easter(year) : orthodoxEaster(year)) + Number(moved[2])
  const listed = rule.split(',').find((part) => part.startsWith(`${year}:`))
  return listed ? holidayDay(listed.slice(5), year) : undefined
}
