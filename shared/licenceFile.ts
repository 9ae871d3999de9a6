/** One package of 第三方许可. */
export interface Licence {
  /** Name and version, with a space between. */
  name: string
  /** An SPDX expression. */
  licence: string
  /** Its own words; empty when the package brings none. */
  text: string
}

export interface LicenceFile {
  /** What is inside binaries and so no package of its own. */
  notes: readonly string[]
  packages: readonly Licence[]
}

const TITLE = '第三方许可'
const RULE = '='.repeat(80)
const TEXT_HEAD = /^={80}\n(.+)\n={80}\n/m

/** The file that goes with the program. */
export function licenceFile({ notes, packages }: LicenceFile): string {
  const head = [TITLE, '', ...notes, '', ...packages.map(({ name, licence }) => `${name}：${licence}`)].join('\n')
  const texts = packages
    .filter(({ text }) => text !== '')
    .map(({ name, text }) => [RULE, name, RULE, '', text].join('\n'))
  return `${[head, ...texts].join('\n\n')}\n`
}

/** The same read back. */
export function readLicenceFile(file: string): LicenceFile {
  const [head = '', ...rest] = file.split(TEXT_HEAD)
  const texts = new Map<string, string>()
  for (let at = 0; at < rest.length; at += 2) texts.set(rest[at] ?? '', (rest[at + 1] ?? '').trim())
  const notes: string[] = []
  const packages: Licence[] = []
  for (const line of head.split('\n').slice(1)) {
    const [, name = '', licence = ''] = /^(\S+ \d\S*)：(.+)$/.exec(line) ?? []
    if (name !== '') packages.push({ name, licence, text: texts.get(name) ?? '' })
    else if (line !== '') notes.push(line)
  }
  return { notes, packages }
}
