import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml'
import { AppError } from '../errors.ts'
import { syntaxWords } from '../report/yamlWords.ts'
import { type FieldName, fieldKind, isFieldName } from './fields.ts'
import { compact, halfWidth } from './text.ts'

/** Which column names mean what; read from templates/excel/headers.yaml. */
export interface HeaderTable {
  fields: ReadonlyMap<string, FieldName>
  /** Normalised name → the material's own name. */
  materials: ReadonlyMap<string, string>
  ignored: ReadonlySet<string>
  /** Names that carry a field only in a sheet where no other column does (编号 for 申报编号). */
  standIns: ReadonlyMap<string, FieldName>
  /** What people chose at earlier imports, by `headerKey`; asked only for headers the rest does not know. */
  remembered?: ReadonlyMap<string, RememberedHeader>
  /** So many fields make a row a header; three where nothing else is said. */
  minFields?: number
}

/** How a person had a column read that the table does not know. */
export interface RememberedHeader {
  /** `headerKey` of the header. */
  header: string
  /** Empty when the column is not imported. */
  field: FieldName | ''
  /** Of amounts, where the person said it; used only when header and titles state none. */
  unit: string
}

/** A header cell taken apart. `names` are tried in order; `unit` is empty when none is written. */
export interface HeaderText {
  names: string[]
  unit: string
}

export type HeaderMeaning =
  | { kind: 'field'; field: FieldName }
  | { kind: 'material'; material: string }
  | { kind: 'ignored' }

/** Units a header may state; the spellings beside each are read as it. */
const UNITS: Record<string, string[]> = {
  元: ['元', '人民币元', '人民币', 'RMB', 'CNY', '元人民币'],
  千元: ['千元'],
  万元: ['万元', '人民币万元', '万', '万元人民币', '万RMB'],
  亿元: ['亿元', '亿'],
  '㎡': ['㎡', '平方米', '平米', 'm2', 'M2', 'm²', '平方'],
  '万㎡': ['万㎡', '万平方米', '万平米', '万m2', '万m²'],
  家: ['家', '户', '个'],
  副: ['副', '台', '件', '套'],
  分: ['分'],
}
const UNIT_OF = new Map(Object.entries(UNITS).flatMap(([unit, spellings]) => spellings.map((text) => [text, unit])))
const FOREIGN = /^(万|亿|千)?(美元|港元|港币|欧元|日元|英镑|美金|USD|HKD|EUR)$/

/** A unit in one spelling, the foreign currency as written, or null when the text is no unit. */
export function readUnit(text: string): string | null {
  const bare = compact(text).replace(/^(金额)?单位[::]?/, '')
  return UNIT_OF.get(bare) ?? (FOREIGN.test(bare) ? bare : null)
}

const BARE_CURRENCY = /^(人民币|RMB|CNY|[￥¥])$/i

/** The units a bracket states, in one spelling; a bare currency as `人民币`, since it says nothing of the size. */
function bracketUnits(content: string): string[] {
  return content.split(/[,、;；:/]/).flatMap((piece) => {
    if (BARE_CURRENCY.test(piece)) return ['人民币']
    const unit = readUnit(piece.replace(/^(以|按|[￥¥]|RMB|CNY)(?=.)/i, '').replace(/计$/, ''))
    return unit === null ? [] : [unit]
  })
}

/** The one unit stated: 「人民币，万元」 is 万元, a currency alone is 元. Empty when there is none, or two that differ. */
function onlyUnit(stated: string[]): string {
  const sized = new Set(stated.filter((unit) => unit !== '人民币'))
  if (sized.size > 1) return ''
  const [only] = sized
  return only ?? (stated.length > 0 ? '元' : '')
}

/**
 * Takes a header cell apart: half-width, without spaces, line breaks, asterisks and 必填 marks; brackets that hold a
 * unit become the unit, other brackets are remarks tried both with and without.
 */
export function readHeader(text: string): HeaderText {
  const whole = compact(text)
    .replace(/[*★※]/g, '')
    .replace(/[【[]/g, '(')
    .replace(/[】\]]/g, ')')
    .replace(/\((必填|选填|必填项)\)/g, '')
    .replace(/^(必填|选填)[::]?|(必填|选填)$/g, '')
    .replace(/[::]$/, '')
  const stated: string[] = []
  const withoutUnit = whole.replace(/\(([^()]*)\)/g, (bracket, content: string) => {
    const found = bracketUnits(content)
    stated.push(...found)
    return found.length === 0 ? bracket : ''
  })
  let unit = onlyUnit(stated)
  const names = [withoutUnit]
  const tail = /^(.+?)[/:,_-]?(?:单位[::]?)?(万元|千元|亿元|元|㎡|平方米)$/.exec(withoutUnit)
  if (stated.length === 0 && tail?.[1] !== undefined) {
    const tailUnit = readUnit(tail[2] ?? '')
    if (tailUnit !== null) {
      names.push(tail[1])
      unit = tailUnit
    }
  }
  // 「申报金额（大写）」 is another thing than 申报金额; 「申报单位（盖章）」 is not.
  const bare = withoutUnit.replace(/\([^()]*\)/g, '')
  if (bare !== withoutUnit && bare !== '' && !/大写|小写|比例|占比|%|增长|增幅/.test(withoutUnit)) names.push(bare)
  return { names: [...new Set(names.filter((name) => name !== ''))], unit }
}

/** The column's name without unit and remarks, in the words of the workbook. */
export function headerName(text: string): string {
  return readHeader(text).names.at(-1) ?? ''
}

/** What a header cell means, or null when the table does not know it. */
export function headerMeaning(text: string, table: HeaderTable): HeaderMeaning | null {
  for (const name of readHeader(text).names) {
    const meaning = lookUp(name, table)
    if (meaning !== null) return meaning
    const material = table.materials.get(materialStem(name))
    if (material !== undefined) return { kind: 'material', material }
    const field = table.fields.get(headerKey(questionStem(name)))
    if (field !== undefined && fieldKind(field) === 'flag') return { kind: 'field', field }
  }
  return null
}

/** 「是否设立人工智能展区」「AI+组别设置情况」 → the thing asked about. */
function questionStem(name: string): string {
  return name
    .replace(/^(是否|有无)(已)?(设置有|设置了?|设立了?|设有|设|具有|具备|包含|含有?|有|开展|建立)?/, '')
    .replace(/(是否)?(设置|设立|建立|开展)?(情况)?$/, '')
}

/** True when the header names a yes-or-no fact: whatever else it says, it is no material. */
export function namesFlagField(text: string, table: HeaderTable): boolean {
  const key = headerKey(text)
  return [...table.fields].some(([name, field]) => fieldKind(field) === 'flag' && key.includes(name))
}

/** True when a header asks 是否首次申报, so that 是 is 首次 and 否 is 后续. */
export function asksWhetherFirst(header: string): boolean {
  return /是否(为|属于|属)?首次(申报|申请)?($|[^/、或])/.test(compact(header))
}

/** The field a name stands in for where no other column carries it. */
export function standIn(header: string, table: HeaderTable): FieldName | undefined {
  for (const name of readHeader(header).names) {
    const field = table.standIns.get(headerKey(name))
    if (field !== undefined) return field
  }
  return undefined
}

/** 「是否提供营业执照」「营业执照复印件」 → 营业执照. */
export function materialStem(name: string): string {
  return name
    .replace(/^(是否|有无)?(已)?(提供|提交|附|具备|有|具有)?/, '')
    .replace(/(复印件|扫描件|原件|电子版|是否提供|是否提交|情况)$/, '')
}

/** Lookup key of a name in the table: half-width, upper case, no white space. */
export function headerKey(name: string): string {
  return compact(name).toUpperCase()
}

function lookUp(name: string, table: HeaderTable): HeaderMeaning | null {
  const at = headerKey(name)
  const field = table.fields.get(at)
  if (field !== undefined) return { kind: 'field', field }
  const material = table.materials.get(at)
  if (material !== undefined) return { kind: 'material', material }
  return table.ignored.has(at) ? { kind: 'ignored' } : null
}

/**
 * Reads the table from YAML text. Errors: POLICY_FILE naming file and line for an unknown key, a field the program does
 * not have, a name given twice, or a value that is no list of names.
 */
export function parseHeaderTable(yamlText: string, fileName = 'headers.yaml'): HeaderTable {
  const lines = new LineCounter()
  const document = parseDocument(yamlText, { lineCounter: lines, uniqueKeys: true })
  const line = (node: Node | null): number => lines.linePos(node?.range?.[0] ?? 0).line
  const fail = (at: number, what: string): AppError =>
    new AppError('POLICY_FILE', `列名对照表 ${fileName} 第 ${at} 行：${what}`)
  const [error] = document.errors
  if (error !== undefined) throw fail(lines.linePos(error.pos[0]).line, `格式错误：${syntaxWords(error.code)}`)
  const root = document.contents
  if (!isMap(root)) throw fail(1, '应有 fields、materials、standIns、ignored 四节')

  const fields = new Map<string, FieldName>()
  const materials = new Map<string, string>()
  const ignored = new Set<string>()
  const standIns = new Map<string, FieldName>()
  const taken = new Map<string, number>()

  function names(node: unknown, at: number): { name: string; at: number }[] {
    if (!isSeq(node)) throw fail(at, '列名应写成 [甲, 乙] 的列表')
    return node.items.map((item) => {
      if (!isScalar(item) || String(item.value ?? '').trim() === '') throw fail(at, '列名不能为空')
      const own = line(item)
      const name = headerKey(String(item.value))
      const before = taken.get(name)
      if (before !== undefined) throw fail(own, `列名“${item.value}”已在第 ${before} 行用过，一个列名只能属于一个字段`)
      taken.set(name, own)
      return { name, at: own }
    })
  }

  for (const { name: section, value, at } of entriesOf(root)) {
    if (section === 'fields' || section === 'materials' || section === 'standIns') {
      if (!isMap(value)) throw fail(at, `${section} 应是“字段: [列名]”的对照`)
      for (const entry of entriesOf(value)) {
        for (const { name } of names(entry.value, entry.at)) {
          if (section === 'materials') materials.set(name, entry.name)
          else if (isFieldName(entry.name)) (section === 'fields' ? fields : standIns).set(name, entry.name)
          else throw fail(entry.at, `没有名为“${entry.name}”的字段`)
        }
      }
    } else if (section === 'ignored') for (const { name } of names(value, at)) ignored.add(name)
    else throw fail(at, `不认识的一节“${section}”，只能是 fields、materials、standIns、ignored`)
  }
  return { fields, materials, ignored, standIns }

  function entriesOf(map: YAMLMap): { name: string; value: unknown; at: number }[] {
    return map.items.map((pair) => ({
      name: isScalar(pair.key) ? halfWidth(String(pair.key.value)) : '',
      value: pair.value,
      at: isScalar(pair.key) ? line(pair.key) : 0,
    }))
  }
}
