import type { NoticeSettings } from './frozenList.ts'
import type { NoticeBlank } from './noticeTemplate.ts'
import type { PublicText } from './privacy.ts'

const CONTACTS = {
  consultContact: '咨询联系人',
  consultPhone: '咨询电话',
  objectionContact: '异议受理联系人',
  objectionPhone: '异议受理电话',
  address: '通讯地址',
  postcode: '邮政编码',
  supervisionPhone: '监督电话',
} as const satisfies Partial<Record<keyof NoticeSettings, string>>

/** The bureau's own contacts as the privacy gate reads them. */
export function contactTexts(settings: NoticeSettings): PublicText[] {
  return Object.entries(CONTACTS).flatMap(([name, label]) => {
    const text = isContact(name) ? settings[name] : ''
    return text === '' ? [] : { place: `公示设置的“${label}”`, text, creditCode: false, contact: true }
  })
}

/** A setting as printed; one that is not filled in stands as 〔待填写：…〕 and gives one warning. */
export interface Blanks {
  orBlank(label: string, value: string): string
  warnings: string[]
}

/** `paper` is what the warnings call the paper: 公示. */
export function paperBlanks(paper: string): Blanks {
  const warnings: string[] = []
  const seen = new Set<string>()
  return {
    warnings,
    orBlank(label, value) {
      if (value.trim() !== '') return value.trim()
      if (!seen.has(label)) warnings.push(`“${label}”未填写，${paper}中以〔待填写：${label}〕标出`)
      seen.add(label)
      return `〔待填写：${label}〕`
    },
  }
}

/**
 * The value of each name in braces: the template's own blanks, the bureau's contacts, then `fields`. Without `contacts`
 * the bureau's own telephones and address are left out, as the privacy gate wants it.
 */
export function paperValues(
  own: Record<string, NoticeBlank>,
  settings: NoticeSettings,
  fields: ReadonlyMap<string, string>,
  { orBlank }: Blanks,
): (name: string, contacts?: boolean) => string {
  return (name, contacts = true) => {
    const blank = own[name]
    if (blank !== undefined) return orBlank(blank.label, blank.value)
    if (isContact(name)) return contacts ? orBlank(CONTACTS[name], settings[name]) : ''
    return fields.get(name) ?? ''
  }
}

function isContact(name: string): name is keyof typeof CONTACTS {
  return Object.hasOwn(CONTACTS, name)
}
