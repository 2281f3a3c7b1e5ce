/** `npm run train -- WHAT …`: each kind of model has a file beside this one whose `run` takes the rest of the arguments. */
const [what = 'language', ...rest] = process.argv.slice(2)
const named = /^[a-z]+$/.test(what)
const { run } = (await import(`./${named ? what : 'language'}.ts`)) as {
  run: (args: readonly string[]) => void | Promise<void>
}
await run(named ? rest : [what, ...rest])
