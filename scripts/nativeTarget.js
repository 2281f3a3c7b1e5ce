// Stands in the bundle for what tells the package of native code that this machine needs (@neon-rs/load and detect-libc): those ask Node for a
// report of the whole process, which takes a tenth of a short command. Whether Node was built for glibc or musl is in the head of its own file.
import { closeSync, openSync, readSync } from 'node:fs'

export const [GLIBC, MUSL] = ['glibc', 'musl']

/** Which C library this Node runs on; null where it is no Linux. */
export function familySync() {
  if (process.platform !== 'linux') return null
  const head = Buffer.alloc(4096)
  const file = openSync(process.execPath, 'r')
  try {
    readSync(file, head, 0, head.length, 0)
  } finally {
    closeSync(file)
  }
  // The path of the loader, which every program that is linked at run time names.
  return head.includes('/ld-musl-') ? MUSL : GLIBC
}

const OTHERS = { darwin: '', win32: '-msvc' }

/** The name of the package without its scope, such as linux-x64-gnu. */
export function currentTarget() {
  const { platform, arch } = process
  if (platform !== 'linux') return `${platform}-${arch}${OTHERS[platform] ?? ''}`
  if (arch === 'arm') return 'linux-arm-gnueabihf'
  return `linux-${arch}-${familySync() === MUSL ? 'musl' : 'gnu'}`
}

export function load() {
  throw new Error('code that was built in the folder of a package is not for a bundle')
}
