import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Face } from '../../shared/report/pages.ts'
import { faceOffsets, familyNames, readFace, type TrueTypeFace, tablesAt } from './pdf/trueType.ts'

/** A face that may be drawn with. `name` is what people call it. */
export interface Font extends TrueTypeFace {
  name: string
}

/** The fonts for one face, in the order they are tried for each character. */
export interface FontChoice {
  fonts: Font[]
  /** 「未找到仿宋，以思源宋体（Noto Serif SC）代替」, or empty. */
  warning: string
}

/** Where to look; the defaults suit both a checkout and the packaged app. */
export interface FontPlaces {
  /** Folders searched for installed fonts, with their subfolders. */
  fontDirs?: readonly string[]
  /** Folder that holds noto-serif-sc and noto-sans-sc of @expo-google-fonts. */
  openFontsRoot?: string
}

/** Finds fonts on first use and keeps what it has read. */
export interface FontStore {
  choose: (face: Face) => FontChoice
  /** An installed font for characters outside the ordinary ones, or null. */
  rare: () => Font | null
}

interface Wanted {
  label: string
  families: readonly string[]
  stand: { file: string; name: string; alike: boolean }
}

const SERIF = 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'
const SERIF_BOLD = 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'
const SANS = 'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'

/** What GB/T 9704 asks for and the open font that stands in. `alike`: the same kind of face, not worth a warning. */
const WANTED: Record<Face, Wanted> = {
  title: {
    label: '方正小标宋',
    families: ['方正小标宋简体', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05S', 'FZXiaoBiaoSong-B05'],
    stand: { file: SERIF_BOLD, name: '思源宋体粗体（Noto Serif SC Bold）', alike: false },
  },
  body: {
    label: '仿宋',
    families: [
      '仿宋_GB2312',
      'FangSong_GB2312',
      '仿宋',
      'FangSong',
      '方正仿宋_GBK',
      '方正仿宋简体',
      '华文仿宋',
      'STFangsong',
    ],
    stand: { file: SERIF, name: '思源宋体（Noto Serif SC）', alike: false },
  },
  kai: {
    label: '楷体',
    families: ['楷体_GB2312', 'KaiTi_GB2312', '楷体', 'KaiTi', '方正楷体_GBK', '方正楷体简体', '华文楷体', 'STKaiti'],
    stand: { file: SERIF, name: '思源宋体（Noto Serif SC）', alike: false },
  },
  hei: {
    label: '黑体',
    families: ['黑体', 'SimHei', '方正黑体_GBK', '方正黑体简体', '华文黑体', 'STHeiti'],
    stand: { file: SANS, name: '思源黑体（Noto Sans SC）', alike: false },
  },
  song: {
    label: '宋体',
    families: ['宋体', 'SimSun', '新宋体', 'NSimSun', '方正书宋_GBK', '华文宋体', 'STSong'],
    stand: { file: SERIF, name: '思源宋体（Noto Serif SC）', alike: true },
  },
}

const RARE_FAMILIES = ['SimSun-ExtB', 'SimSun-ExtG', 'HanaMinB', 'HanaMinA']

/** A place that can be read fonts from: file and the face inside it. */
interface Found {
  path: string
  at: number
}

export function createFontStore(places: FontPlaces = {}): FontStore {
  const dirs = places.fontDirs ?? installedFontDirs()
  const root = places.openFontsRoot ?? defaultOpenFontsRoot()
  const loaded = new Map<string, Font>()
  let index: Map<string, Found> | null = null
  const load = (path: string, at: number, name: string): Font => {
    const key = `${path}#${at}`
    const font = loaded.get(key) ?? { ...readFace(readFileSync(path), at), name }
    loaded.set(key, font)
    return font
  }
  const installed = (families: readonly string[]): Font | null => {
    index ??= indexFamilies(dirs)
    for (const family of families) {
      const found = index.get(family.toLowerCase())
      if (found !== undefined) return load(found.path, found.at, family)
    }
    return null
  }
  return {
    choose: (face) => {
      const { label, families, stand } = WANTED[face]
      const own = installed(families)
      const substitute = () => load(join(root, stand.file), 0, stand.name)
      if (own !== null) return { fonts: [own, substitute()], warning: '' }
      return { fonts: [substitute()], warning: stand.alike ? '' : `未找到${label}，以${stand.name}代替` }
    },
    rare: () => installed(RARE_FAMILIES),
  }
}

let system: FontStore | null = null

/** The fonts of this computer, looked for once in the life of the process. */
export function systemFonts(): FontStore {
  system ??= createFontStore()
  return system
}

/** Folders where Windows, WPS, Linux and macOS keep fonts. Ones that do not exist are passed over. */
function installedFontDirs(): string[] {
  const home = homedir()
  const { SystemRoot: windows, LOCALAPPDATA: local, ProgramFiles: programs } = process.env
  const wps = '/opt/kingsoft/wps-office/office6/fonts'
  if (process.platform === 'win32') {
    return [
      join(windows ?? 'C:\\Windows', 'Fonts'),
      ...(local === undefined
        ? []
        : [join(local, 'Microsoft', 'Windows', 'Fonts'), join(local, 'Kingsoft', 'WPS Office')]),
      ...(programs === undefined ? [] : [join(programs, 'Kingsoft', 'WPS Office')]),
    ]
  }
  if (process.platform === 'darwin') return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')]
  return ['/usr/share/fonts', '/usr/local/share/fonts', join(home, '.fonts'), join(home, '.local/share/fonts'), wps]
}

function defaultOpenFontsRoot(): string {
  const require = createRequire(import.meta.url)
  return dirname(dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json')))
}

/** Every family name in the folders, lower case, with the first file that has it. */
function indexFamilies(dirs: readonly string[]): Map<string, Found> {
  const index = new Map<string, Found>()
  for (const dir of dirs) {
    for (const path of fontFiles(dir, 0)) {
      for (const { family, at } of familiesOf(path)) {
        if (!index.has(family.toLowerCase())) index.set(family.toLowerCase(), { path, at })
      }
    }
  }
  return index
}

/** WPS keeps its fonts some levels down; deeper than this nothing is worth the time. */
const MAX_DEPTH = 5

function fontFiles(dir: string, depth: number): string[] {
  if (depth > MAX_DEPTH) return []
  try {
    return readdirSync(dir, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const path = join(dir, entry.name)
        if (entry.isDirectory()) return fontFiles(path, depth + 1)
        return /\.(ttf|ttc)$/i.test(entry.name) ? [path] : []
      })
  } catch {
    // A folder that is missing or closed to us simply holds no fonts.
    return []
  }
}

/** Family names of a file, reading only its table list and its names. A file that cannot be read has none. */
function familiesOf(path: string): { family: string; at: number }[] {
  let file: number | null = null
  try {
    file = openSync(path, 'r')
    const head = readAt(file, 0, 8192)
    const handle = file
    return faceOffsets(head).flatMap((at) => {
      const name = tablesAt(head, at).find((table) => table.tag === 'name')
      if (name === undefined) return []
      return familyNames(readAt(handle, name.offset, name.length)).map((family) => ({ family, at }))
    })
  } catch {
    return []
  } finally {
    if (file !== null) closeSync(file)
  }
}

function readAt(file: number, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, position))
}
