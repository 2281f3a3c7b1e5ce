import { defineConfig } from 'vitest/config'

// Two threads suffice and leave a small machine usable; the zone is fixed so that no test depends on where it runs.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'train/**/*.test.ts', 'eval/**/*.test.ts', 'web/**/*.test.ts'],
    exclude: ['test/slow/**', 'test/browser/**', 'node_modules/**', 'dist/**'],
    env: { TZ: 'UTC', NO_COLOR: '1' },
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 20_000,
  },
})
