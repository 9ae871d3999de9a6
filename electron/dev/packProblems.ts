/** The computer a package is made for, in Node's words: `linux-arm64`. */
export type Target = `${string}-${string}`

/** Not for the computer of an office: sources, maps, tests, words for developers, headers. */
const SOURCES = /\.(ts|tsx|mts|cts|map|md|markdown|built|c|cc|cpp|h|hpp|gyp)$|(^|\/)(tests?|__tests__)\//
const OWN_FOLDERS = /^(test|shared|db|electron|renderer|docs)\//
const FONT = /\.(ttf|otf|pfb|woff2?)$/i
const LICENCE = /^(licen[cs]e|copying|ofl)/i

/** The native packages, and where each keeps the one binary of a computer. */
const NATIVE: Readonly<Record<string, (target: Target) => RegExp>> = {
  '@node-rs/argon2': (target) =>
    new RegExp(`^node_modules/@node-rs/argon2-${target}(-gnu|-msvc)?/argon2\\.${target}(-gnu|-msvc)?\\.node$`),
  'better-sqlite3': (target) => new RegExp(`^node_modules/better-sqlite3/prebuilds/${target}\\.node$`),
}

/** What should not be in a packed archive, or is missing from it, by the paths inside; empty when it may go out. */
export function packProblems(paths: readonly string[], target: Target): string[] {
  return [...nativeProblems(paths, target), ...sourceProblems(paths), ...fontProblems(paths)]
}

function nativeProblems(paths: readonly string[], target: Target): string[] {
  const natives = paths.filter((path) => path.endsWith('.node'))
  const wanted = Object.entries(NATIVE).map(([name, of]) => ({ name, pattern: of(target) }))
  const missing = wanted.filter(({ pattern }) => natives.filter((path) => pattern.test(path)).length !== 1)
  const foreign = natives.filter((path) => !wanted.some(({ pattern }) => pattern.test(path)))
  return [
    ...missing.map(({ name }) => `${name}: not exactly one binary for ${target}`),
    ...foreign.map((path) => `${path}: a binary for another computer`),
  ]
}

function sourceProblems(paths: readonly string[]): string[] {
  return paths
    .filter((path) => SOURCES.test(path) || OWN_FOLDERS.test(path))
    .map((path) => `${path}: a source, a map, a test or a page for developers`)
}

/** A font's licence lies in its own folder or in one of its package's. */
function fontProblems(paths: readonly string[]): string[] {
  const licensed = new Set(paths.filter((path) => LICENCE.test(nameOf(path))).map(homeOf))
  return paths
    .filter((path) => FONT.test(path) && !licensed.has(homeOf(path)))
    .map((path) => `${path}: a font without its licence`)
}

/** The package a file belongs to; of our own build the folder. */
function homeOf(path: string): string {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? path.slice(0, path.lastIndexOf('/'))
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
