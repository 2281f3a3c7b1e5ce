import { defineConfig } from 'vitest/config'

// What needs the package registry, a browser or minutes of time; `npm run test:all` runs it after everything else.
export default defineConfig({
  test: {
    include: ['test/slow/**/*.test.ts', 'test/browser/**/*.test.ts'],
    env: { TZ: 'UTC', NO_COLOR: '1' },
    maxWorkers: 1,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // What is waited for comes late on a loaded machine.
    expect: { poll: { timeout: 60_000, interval: 50 } },
  },
})
