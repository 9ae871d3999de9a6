import type { ArticleKey } from '../../shared/application.ts'
import type { Claim, MatterFacts } from '../../shared/radar/claim.ts'
import { creditCodeCheckDigit } from '../../shared/uscc.ts'
import { type Dice, dice } from '../oracle/dice.ts'
import { misspelt, spelledOtherwise, titleOtherwise } from './spellings.ts'

/**
 * A round and the lists it is compared with, with the pairs that are one matter known by construction. It knows nothing
 * of how the radar compares: a matter is drawn first, and every claim is that matter written down by somebody.
 */
export interface KnownSet {
  applications: Claim[]
  earlier: Claim[]
  /** pairKey of every two claims of one matter that the radar could be asked about. */
  truth: Set<string>
}

export function pairKey(application: Claim, other: Claim): string {
  return [application.key, other.key].sort().join(' ~ ')
}

interface Firm {
  name: string
  code: string
}

interface Matter {
  firm: Firm
  article: ArticleKey
  /** The year it happened in. */
  year: number
  project: string
  facts: MatterFacts
  fen: number
}

const ROUND_YEAR = 2026
const BRANDS = [...'岚澄沐芊珞瑾霁旻翊曦煦禾屿桉汀薇棠栎珩璟砚岑朔漪'] as [string, ...string[]]
const TRADES = ['珠宝', '家具', '眼镜光学', '服饰', '钟表', '内衣', '皮革制品', '化妆品', '工艺美术品'] as const
const DISTRICTS = ['龙岗', '罗湖', '宝安'] as const
const EVENTS = ['时装周', '珠宝设计大赛', '眼镜创新展', '家居生活节', '钟表博览会', '手工艺术周'] as const
const PLATFORMS = ['公共检测平台', '设计创新中心', '数字打样平台', '品牌孵化基地'] as const
const OTHER_SUBSIDIES = ['出口信用保险保费补贴', '稳岗扩岗补助', '技术改造贷款贴息', '高新企业认定奖励'] as const
const SURNAMES = ['样', '例', '示', '范'] as const

/** About `size` applications and some three times as many earlier claims. */
export function generate(seed: number, size: number): KnownSet {
  const roll = dice(seed)
  const applications: { claim: Claim; matter: Matter }[] = []
  const earlier: { claim: Claim; matter: Matter }[] = []
  const write = (matter: Matter, kind: Claim['kind']) => {
    const into = kind === 'application' ? applications : earlier
    into.push({ claim: claimOf(roll, matter, kind, applications.length + earlier.length + 1), matter })
  }
  const listKind = () => roll.pick(['other-bureau', 'own-round', 'grant'] as const)
  for (let at = 0; at < size; at += 1) {
    const firm = newFirm(roll)
    const matter = newMatter(roll, firm)
    write(matter, 'application')
    if (roll.chance(35)) write(matter, listKind())
    if (roll.chance(4)) write(matter, 'application')
    // The same purchase, handed in by somebody else.
    if (matter.article === 'smart-glasses' && roll.chance(5)) write({ ...matter, firm: newFirm(roll) }, listKind())
    for (const other of siblings(roll, matter)) write(other, listKind())
    if (roll.chance(30)) write(lookAlike(roll, matter), 'other-bureau')
    if (roll.chance(60)) write(newMatter(roll, newFirm(roll)), listKind())
  }
  return {
    applications: applications.map(({ claim }) => claim),
    earlier: earlier.map(({ claim }) => claim),
    truth: truth(),
  }

  function truth(): Set<string> {
    // A matter handed in by somebody else is a copy with its own firm; the facts tell which it is.
    const groups = Map.groupBy([...applications, ...earlier], ({ matter }) => matter.facts)
    const pairs = [...groups.values()].flatMap((claims) => {
      const ours = claims.filter(({ claim }) => claim.kind === 'application')
      return ours.flatMap((one) =>
        claims.filter((other) => other !== one).map((other) => pairKey(one.claim, other.claim)),
      )
    })
    return new Set(pairs)
  }
}

function newFirm(roll: Dice): Firm {
  const brand = `${roll.pick(BRANDS)}${roll.pick(BRANDS)}${roll.pick(BRANDS)}`
  const form = roll.pick(['有限公司', '有限公司', '股份有限公司'])
  const place = roll.pick(['深圳市', '深圳', `深圳市${roll.pick(DISTRICTS)}`])
  const branch = roll.chance(6) ? `（${roll.pick(DISTRICTS)}）` : ''
  return { name: `${place}${brand}${roll.pick(TRADES)}${branch}${form}`, code: newCode(roll) }
}

function newCode(roll: Dice): string {
  const body = `91440307MA5${String(roll.roll(1_000_000)).padStart(6, '0')}`
  return `${body}${creditCodeCheckDigit(body)}`
}

function newMatter(roll: Dice, firm: Firm): Matter {
  const article = roll.pick(['event', 'platform', 'smart-glasses', 'gold-exchange', 'growth', 'talent'] as const)
  const year = ROUND_YEAR - roll.roll(2)
  const fen = (1 + roll.roll(40_000)) * 10_000
  const base = { firm, article, year, fen }
  switch (article) {
    case 'event': {
      const eventName = `${roll.pick(BRANDS)}${roll.pick(BRANDS)}${roll.pick(EVENTS)}`
      return { ...base, project: `举办${eventName}`, facts: { eventName, startDate: someDay(roll, year) } }
    }
    case 'platform': {
      const platformName = `${roll.pick(BRANDS)}${roll.pick(BRANDS)}${roll.pick(PLATFORMS)}`
      return { ...base, project: `${platformName}建设`, facts: { platformName, investmentYear: year } }
    }
    case 'smart-glasses':
      return { ...base, project: '智能眼镜采购', facts: purchase(roll, year) }
    case 'gold-exchange':
      return {
        ...base,
        project: '交易所会员资格',
        facts: { membershipClass: roll.pick(['金融类', '综合类', '特别会员']), membershipDate: someDay(roll, year) },
      }
    case 'growth':
      return { ...base, project: '产值增长奖励', facts: {} }
    case 'talent': {
      const name = `${roll.pick(SURNAMES)}${roll.pick(BRANDS)}${roll.pick(BRANDS)}`
      const idNumber = `4403071990${String(roll.roll(100_000_000)).padStart(8, '0')}`
      const honour = roll.pick(['样例技能大师', '样例工匠', '样例首席技师'])
      return {
        ...base,
        firm: { name, code: '' },
        project: '',
        facts: { personName: name, idNumber, honour, honourYear: year },
      }
    }
  }
}

function purchase(roll: Dice, year: number): MatterFacts {
  return {
    purchaseDate: someDay(roll, year),
    purchaseFen: (1 + roll.roll(900_000)) * 100,
    invoiceNo: String(10_000_000_000 + roll.roll(2_000_000_000)).padStart(20, '2344'),
    contractNo: `YL${year}-${String(roll.roll(100_000)).padStart(5, '0')}`,
  }
}

function someDay(roll: Dice, year: number): string {
  return `${year}-${String(1 + roll.roll(12)).padStart(2, '0')}-${String(1 + roll.roll(28)).padStart(2, '0')}`
}

/** Other matters of the same applicant, as like the first as real ones are. */
function siblings(roll: Dice, matter: Matter): Matter[] {
  const { facts, year, firm, article } = matter
  const same = { firm, fen: matter.fen + 10_000 }
  const found: Matter[] = []
  const before = year - 1
  if (article === 'event') {
    const { eventName = '' } = facts
    // The event of the year before, and another one of the same year.
    if (roll.chance(50)) {
      found.push({ ...matter, ...same, year: before, facts: { eventName, startDate: someDay(roll, before) } })
    }
    if (roll.chance(30)) {
      const other = `${roll.pick(BRANDS)}${roll.pick(BRANDS)}${roll.pick(EVENTS)}`
      if (other !== eventName) {
        const otherFacts = { eventName: other, startDate: someDay(roll, year) }
        found.push({ ...matter, ...same, project: `举办${other}`, facts: otherFacts })
      }
    }
  }
  if (article === 'platform' && roll.chance(50)) {
    found.push({ ...matter, ...same, year: before, facts: { ...facts, investmentYear: before } })
  }
  if (article === 'smart-glasses' && roll.chance(60)) found.push({ ...matter, ...same, facts: purchase(roll, year) })
  if (article === 'talent' && roll.chance(40)) {
    // A namesake with another number.
    const idNumber = `4403071985${String(roll.roll(100_000_000)).padStart(8, '0')}`
    found.push({ ...matter, ...same, facts: { ...facts, idNumber } })
  }
  if (article !== 'talent' && roll.chance(30)) {
    found.push({ ...matter, ...same, article: 'exhibition', project: roll.pick(OTHER_SUBSIDIES), facts: {} })
  }
  return found
}

/** A firm of nearly the same name that has its own grant for the very same event or its own purchase. */
function lookAlike(roll: Dice, matter: Matter): Matter {
  const [one, other] = roll.pick<readonly [string, string]>([
    ['一厂', '二厂'],
    ['甲', '乙'],
    ['东区', '西区'],
    ['1', '2'],
  ])
  if (matter.article !== 'talent') {
    // Both of the family exist: the first is our applicant from here on.
    matter.firm.name = matter.firm.name.replace(/(股份)?有限公司$/, `${one}有限公司`)
  }
  const name = matter.firm.name.replace(`${one}有限公司`, `${other}有限公司`)
  const firm = { name: matter.article === 'talent' ? `${matter.firm.name}琪` : name, code: newCode(roll) }
  const facts = matter.article === 'smart-glasses' ? purchase(roll, matter.year) : { ...matter.facts }
  if (matter.article === 'talent')
    return { ...matter, firm: { ...firm, code: '' }, facts: { ...facts, personName: firm.name, idNumber: '' } }
  return { ...matter, firm, facts, article: matter.article === 'event' ? 'exhibition' : matter.article }
}

/** A matter as one hand writes it down. Lists of other bureaus say less than applications do. */
function claimOf(roll: Dice, matter: Matter, kind: Claim['kind'], no: number): Claim {
  const { firm, facts, year } = matter
  const ours = kind === 'application' || kind === 'grant'
  const said = ours ? { ...facts } : saidByList(roll, facts)
  const person = matter.article === 'talent'
  const bare = firm.code !== '' && roll.chance(ours ? 5 : 45)
  const name = person ? firm.name : spelledOtherwise(roll, firm.name)
  // A slip of the pen.
  const slip = !person && roll.chance(4)
  return {
    key: ours ? `application:${no}` : `entry:${no}`,
    kind,
    source: kind === 'application' ? '2026年第1批' : '样例名单',
    applicationNo: ours ? `LG-${no}` : null,
    place: ours ? null : { sheet: '名单', row: no },
    name: slip ? misspelt(roll, name) : name,
    creditCode: bare ? '' : roll.chance(3) ? wrongCode(roll, firm.code) : firm.code,
    article: kind === 'other-bureau' ? null : matter.article,
    projectName: projectOf(roll, matter, kind),
    year: kind === 'application' ? ROUND_YEAR : roll.chance(85) ? year : year + 1,
    amountFen: roll.chance(70) ? matter.fen : null,
    facts: said,
  }
}

function projectOf(roll: Dice, { project, facts }: Matter, kind: Claim['kind']): string {
  if (kind !== 'other-bureau') return project
  const title = facts.eventName ?? facts.platformName ?? project
  return titleOtherwise(roll, title)
}

/** What a list of another bureau has columns for. */
function saidByList(roll: Dice, facts: MatterFacts): MatterFacts {
  const { eventName, platformName, startDate, investmentYear, membershipDate, ...rest } = facts
  return {
    ...rest,
    ...(eventName === undefined ? {} : { eventName: titleOtherwise(roll, eventName) }),
    ...(platformName === undefined ? {} : { platformName: titleOtherwise(roll, platformName) }),
    ...(startDate === undefined || roll.chance(30) ? {} : { startDate }),
    ...(membershipDate === undefined || roll.chance(40) ? {} : { membershipDate }),
    ...(investmentYear === undefined || roll.chance(30) ? {} : { investmentYear }),
  }
}

function wrongCode(roll: Dice, code: string): string {
  const at = 11 + roll.roll(6)
  const digit = String((Number(code[at]) + 1) % 10)
  return code === '' ? '' : `${code.slice(0, at)}${digit}${code.slice(at + 1)}`
}
