import { readFile } from 'node:fs/promises'
import {
  type AnnotateResources,
  annotateAll,
  annotateConllu,
  type Doc,
  docToConllu,
  docToJson,
} from '../../annotate/index.ts'
import { loadAnnotateResources } from '../../load-annotate.ts'
import { batchesOf } from './batches.ts'
import { type InputOptions, inputReports, requireInputs, type Tally } from './inputs.ts'
import type { Io } from './io.ts'

export interface AnnotateOptions extends InputOptions {
  readonly format: 'table' | 'conllu' | 'jsonl'
  readonly tokens?: true
}

/** `readout annotate`: prints the annotated inputs; returns the exit status. */
export async function annotateCommand(inputs: readonly string[], options: AnnotateOptions, io: Io): Promise<number> {
  requireInputs(inputs)
  const resources = loadAnnotateResources()
  const print = await printerOf(options.format, io)
  const tally: Tally = { nReports: 0, nFailed: 0 }
  if (options.tokens) return annotateTokens(inputs, { resources, print, io })
  for await (const batch of batchesOf(inputReports(inputs, options, { io, tally }))) {
    for (const doc of annotateAll(batch, resources)) await io.write(print(doc))
  }
  return tally.nFailed > 0 ? 1 : 0
}

type Printer = (doc: Doc) => string

async function printerOf(format: AnnotateOptions['format'], io: Io): Promise<Printer> {
  switch (format) {
    case 'conllu':
      return docToConllu
    case 'jsonl':
      return (doc) => `${docToJson(doc)}\n`
    case 'table': {
      const { wordTable } = await import('./wordTable.ts')
      return (doc) => wordTable(doc, io)
    }
  }
}

/** Annotates CoNLL-U files whose sentences and words are kept. */
async function annotateTokens(
  inputs: readonly string[],
  { resources, print, io }: { resources: AnnotateResources; print: Printer; io: Io },
): Promise<number> {
  let nFailed = 0
  for (const path of inputs) {
    try {
      const conllu = path === '-' ? await textOf(io.stdin) : await readFile(path, 'utf8')
      await io.write(print(annotateConllu(conllu, path, resources)))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      nFailed += 1
      io.warn(`readout: ${path} could not be read: ${error.message}`)
    }
  }
  return nFailed > 0 ? 1 : 0
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
