import type { WordingChange, Wordings } from '../../review/index.ts'

/** Returns a page of its own: for each pair of statements a table of phrases, legible without colour. */
export function wordingsHtml({ changes, statements }: Wordings, title: string): string {
  const body =
    changes.length === 0
      ? `<p>${statements.length === 0 ? 'No statement matches.' : 'One statement: nothing to compare it with.'}</p>`
      : changes.map(changeHtml).join('\n')
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
body { font: 1rem/1.5 serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-top: 1px solid #8886; width: 42% }
th[scope=row] { font: .85rem/1.7 sans-serif; width: 16% }
del { text-decoration: line-through } ins { text-decoration: underline }
.strengthened ins, .weakened ins { text-decoration: underline double }
small { display: block; font-family: sans-serif }
</style>
<h1>${escaped(title)}</h1>
${body}
</html>
`
}

function changeHtml({ from, to, phrases }: WordingChange): string {
  const rows = phrases.map(({ change, before, after, because }) => {
    const why =
      because === undefined
        ? ''
        : `<small>${escaped(`${because.before || 'none'} → ${because.after || 'none'}`)}</small>`
    const isKept = change === 'kept'
    const cell = (tag: string, text: string | undefined) =>
      text === undefined
        ? '<td></td>'
        : isKept
          ? `<td>${escaped(text)}</td>`
          : `<td><${tag}>${escaped(text)}</${tag}></td>`
    return `<tr class="${change}"><th scope="row">${change}${why}</th>${cell('del', before?.text)}${cell('ins', after?.text)}</tr>`
  })
  return `<table>
<thead><tr><th></th><th scope="col">${escaped(from || 'undated')}</th><th scope="col">${escaped(to || 'undated')}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character]!)
