import { expect, test } from 'vitest'
import { resolved } from '../../../test/coreference.ts'
import { findOffices } from './find.ts'

/** Offices as `person | title | country | organization`, with `former` at the end where it is so. */
function officesIn(text: string): readonly string[] {
  return findOffices(resolved(text)).map(({ person, title, country, organization, former }) =>
    [person, title, country ?? '', organization ?? '', ...(former ? ['former'] : [])].join(' | '),
  )
}

test.each<[string, string[]]>([
  ['U.S. Secretary of State Antony Blinken spoke.', ['Antony Blinken | Secretary of State | USA | ']],
  [
    'Ned Price, a State Department spokesman, spoke.',
    ['Ned Price | State Department spokesman | USA | State Department'],
  ],
  [
    'South Korea’s First Vice Foreign Minister Choi Jong-kun spoke.',
    ['Choi Jong-kun | First Vice Foreign Minister | KOR | '],
  ],
  [
    'Sung Kim, the U.S. special representative for North Korea, spoke.',
    ['Sung Kim | special representative for North Korea | USA | '],
  ],
  [
    'The U.S. special representative for North Korea, Sung Kim, spoke.',
    ['Sung Kim | special representative for North Korea | USA | '],
  ],
  ['U.S. Ambassador to Japan Rahm Emanuel spoke.', ['Rahm Emanuel | Ambassador to Japan | USA | ']],
  ['Former British Prime Minister Tony Blair spoke.', ['Tony Blair | Prime Minister | GBR |  | former']],
  ['Sergei Lavrov, the foreign minister of Russia, spoke.', ['Sergei Lavrov | foreign minister | RUS | ']],
  ['Maria Lopez is the defense minister of Spain.', ['Maria Lopez | defense minister | ESP | ']],
  [
    'Secretary Blinken spoke. Secretary of State Antony Blinken left.',
    ['Antony Blinken | Secretary of State | USA | '],
  ],
  ['Anna Lind was appointed ambassador to France.', ['Anna Lind | ambassador to France |  | ']],
  ['Karim Haddad resigned as prime minister of Lebanon.', ['Karim Haddad | prime minister | LBN |  | former']],
  [
    'Jane Smith, a fellow at the Brookings Institution, spoke.',
    ['Jane Smith | fellow at the Brookings Institution | USA | Brookings Institution'],
  ],
  ['If Donald Ross becomes president, he will resign.', []],
  ['Mr. Smith spoke to John Smith.', []],
])('%s', (text, offices) => expect(officesIn(text)).toEqual(offices))
