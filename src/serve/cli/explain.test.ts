import { describe, expect, test } from 'vitest'
import { testIo } from '../../../test/io.ts'
import { main } from './program.ts'

const TEXT = `Ministers meet

February 2, 2022

Foreign Minister Ana Brnabić met Japanese Foreign Minister Yoko Kamikawa in Oslo on Tuesday.

Has France attacked Mali? The factory met its target.
`

async function explained(...args: string[]) {
  const { io, out, err } = testIo(TEXT)
  const status = await main(['explain', '-', ...args], io)
  return { status, out: out(), err: err() }
}

describe('readout explain', () => {
  test('draws the parse, tells whom phrases mean and which entry fired with whom it filled its roles', async () => {
    const { status, out } = await explained('--sentence', '2')
    expect(status).toBe(0)
    expect(out).toMatch(/● +\d+ met +VERB +root +CONSULT consult\/meet/)
    expect(out).toMatch(/▶ +\d+ Ana .*= Ana Brnabić/)
    expect(out).toMatch(
      /“met” fired consult\/meet: CONSULT CAMEO 040\n +actor +Ana Brnabić.*\n +recipient Yoko Kamikawa \(JPN\)/,
    )
    expect(out).toMatch(/outcome +occurred, event [0-9a-f]{16}-\d+-consult/)
    expect(out).not.toContain('Mali')
  })

  test('tells why a trigger was left out, and what a near miss failed on', async () => {
    const { out } = await explained()
    expect(out).toMatch(/1\. Ministers meet\n[\s\S]*A title or heading: not coded\./)
    expect(out).toMatch(/“attacked” fired assault\/attack[\s\S]*left out: the sentence asks/)
    expect(out).toMatch(/“met” fired no entry\n +nearly consult\/meet \(CONSULT\) It needs one of these: an object/)
  })

  test('keeps to 100 columns where lines can be broken', async () => {
    const { io, out } = testIo(TEXT)
    await main(['explain', '-'], { ...io, width: 300 })
    expect(
      Math.max(
        ...out()
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(100)
  })

  test('gives the same as JSON', async () => {
    const [report] = JSON.parse((await explained('--sentence', '2', '--format', 'json')).out)
    expect(report.sentences).toHaveLength(1)
    const [sentence] = report.sentences
    expect(sentence).toMatchObject({ sentence: 2, isCoded: true })
    const met = sentence.triggers.find((trigger: { text: string }) => trigger.text === 'met')
    expect(met.fired).toMatchObject({ rule: 'consult/meet', eventType: 'CONSULT', status: 'occurred' })
    expect(met.fired.actors[0].name).toBe('Ana Brnabić')
    expect(met.missed.every((one: { because: string[] }) => one.because.length > 0)).toBe(true)
  })

  test('a sentence that is not there is wrong usage', async () => {
    const { status, out, err } = await explained('--sentence', '9')
    expect([status, out, err]).toEqual([2, '', 'readout: - has 4 sentences; there is no sentence 9\n'])
  })
})
