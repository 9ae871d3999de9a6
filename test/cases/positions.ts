import type {
  ArticleVersion,
  Condition,
  ParameterDefinition,
  ParameterValue,
  Tier,
} from '../../shared/policy/article.ts'
import { STORE } from './workedExample.ts'

/** What must come of the condition; 不列: it is not judged at all. */
export type Expected = '符合' | '不符合' | '参数未设定' | '待核' | '已删除' | '不列'

/** The positions something must be tried at, with what must come of it; null where the example itself says. */
export type Positions = Record<string, Expected | null>

/** The positions of one condition of a version. */
export function conditionPositions(condition: Condition, version: ArticleVersion): Positions {
  return condition.when === null
    ? ownPositions(condition, version)
    : { ...ownPositions(condition, version), 不适用: '不列' }
}

function ownPositions(condition: Condition, version: ArticleVersion): Positions {
  switch (condition.check) {
    case 'window':
      return {
        ...{ 无窗口: '不列', 首日前一日: '不符合', 首日: '符合', 末日: '符合', 末日后一日: '不符合', 缺失: '待核' },
        ...{ 只有首日而早一日: '不符合', 只有首日而在后: '符合', 只有末日而在前: '符合', 只有末日而晚一日: '不符合' },
      }
    case 'creditCode':
      return { 正确: '符合', 校验位不符: '符合', 写法不符: '符合', 缺失: '待核', 自然人: '不列' }
    case 'industry':
      return {
        ...each(STORE.policy.industries, '列名', '符合'),
        带产业二字: '符合',
        其他: '待核',
        不在列名: '待核',
        缺失: '待核',
      }
    case 'materials':
      return { 齐全: '符合', 明写未交: '待核', 空白: '待核', 未设定: '符合' }
    case 'requested':
    case 'present':
      return { 已填: '符合', 缺失: '待核' }
    case 'notRestricted':
      return { 在名单: '不符合', 在两份名单: '不符合', 不在名单: '符合', 无名单: '不列', 科长解除: '符合' }
    case 'notGrantedBefore':
      return { 有疑似: '待核', 无疑似: '符合', 无记录: '不列', 认定同一: '不符合', 认定不同: '符合' }
    case 'reviewPassed':
      return { 达到: '符合', 未达到: '不符合', 未评完: '待核', 未设合格线: '不列' }
    case 'flag':
      return { 是: '符合', 否: condition.ifNo === 'unmet' ? '不符合' : '待核', 缺失: '待核' }
    case 'choice':
      return {
        ...each(condition.met, '符合', '符合'),
        ...each(condition.unmet, '不符合', '不符合'),
        ...(condition.othersUnmet ? each(['别的列名产业', '其他'], '不符合', '不符合') : {}),
        ...{ 无法判断: '待核', 缺失: '待核' },
      }
    case 'priorYear':
      return { 上年度: '符合', 更早: '不符合', 当年: '不符合', 缺失: '待核' }
    case 'atLeast':
      return { 低于: '不符合', 恰好: '符合', 高于: '符合', 缺失: '待核', 未设定: '参数未设定' }
    case 'notAfter':
      return { 早于: '符合', 同日: '符合', 晚于: '待核', 缺开始日期: '不列', 缺结束日期: '不列' }
    case 'filedBefore':
      return { 前一日: '符合', 当日: '不符合', 后一日: '不符合', 缺报备日期: '待核', 缺开始日期: '待核' }
    case 'filedAhead':
      return {
        ...{ 低于: '不符合', 恰好: '符合', 高于: '符合', 缺报备日期: '待核', 缺开始日期: '待核' },
        未设定: '参数未设定',
      }
    case 'datedSource':
      return { 有出处有日期: '符合', 无日期: '待核', 无出处: '待核', 缺失: '待核' }
    case 'followUp':
      return { 是: '符合', 否: '待核', 缺失: '不列' }
    case 'tier':
      return {
        ...{ 低于: '不符合', 恰好: '符合', 高于: '符合', 产值下降: '不符合', 未设定: '参数未设定' },
        ...{ 缺上年度产值: '待核', 缺前一年度产值: '待核', 前一年度产值为0: '待核' },
      }
    case 'classListed': {
      const shipped = shippedOf(version, condition.parameter) !== null
      return {
        ...each(classesOf(version, condition.parameter), '列名', '符合'),
        ...{ 未列名: '参数未设定', 缺失: '待核' },
        ...(shipped ? {} : { 未设定: '参数未设定' }),
      }
    }
    case 'oncePerApplicant':
      return { 首次: '符合', 再次而只奖励一次: '不符合', 再次而可重复: '符合', 再次而未设定: '参数未设定' }
    case 'deletedClaim':
      return {
        ...each(['称号和年度', '项目名称'], '属于', '已删除'),
        ...each(['别的称号', '别的年度'], '不属于', '符合'),
        缺失: '待核',
      }
  }
}

/** The positions of one parameter of a version. A figure that ships is also tried replaced by the bureau's own. */
export function parameterPositions(parameter: ParameterDefinition, version: ArticleVersion): Positions {
  const without = parameter.shipped === null ? ['未设定'] : ['局里另定']
  return tried([...valuePositions(parameter, version), ...without])
}

function valuePositions({ type, id, shipped }: ParameterDefinition, version: ArticleVersion): string[] {
  switch (type) {
    case 'rate':
      return ['已设定']
    case 'fen':
    case 'integer':
    case 'decimal':
    case 'days':
      return ['低于', '恰好', '高于']
    case 'yesNo':
      return ['是', '否']
    case 'tiers': {
      const value = triedValue(version, id)
      return [...(value?.type === 'tiers' ? value.tiers.flatMap(tierPositions) : []), ...TIER_WRITINGS]
    }
    case 'fenByClass':
      return [...classesOf(version, id).map((name) => `列名（${name}）`), '未列名', '缺失']
    case 'materials': {
      const value = triedValue(version, id)
      const missing = value?.type === 'materials' ? value.materials.map((name) => `缺少（${name}）`) : ['缺少']
      return ['齐全', ...missing, ...(shipped === null ? [] : ['随附清单齐全', '随附清单缺少'])]
    }
  }
}

/** Both ends of a tier, its growth and its cap. */
function tierPositions(tier: Tier, at: number): string[] {
  const name = `第${at + 1}档`
  return [
    ...(tier.outputFrom === null ? [] : ['产值差一分到下限', '产值恰好下限']),
    ...(tier.outputTo === null ? [] : ['产值差一分到上限', '产值恰好上限']),
    ...(tier.growthFrom === null ? [] : ['增速差一分', '增速恰好', '增速高于']),
    ...(tier.cap === null ? [] : ['奖励低于上限', '奖励恰好上限', '奖励高于上限']),
  ].map((position) => name + position)
}

/** The other ways a bureau may write a tier: bounds of the other kind, fixed reward, industries. */
const TIER_WRITINGS = [
  ...['产值下限不含而恰好', '产值下限不含而多一分', '产值上限含而恰好', '产值上限含而多一分'],
  ...['增速下限不含而恰好', '增速下限不含而多一分', '增速上限含而恰好', '增速上限含而多一分'],
  ...['增速上限不含而差一分', '增速上限不含而恰好', '固定金额', '产业之内', '产业之外'],
]

/** The steps of the amount of a version, by label. Caps are parameters and are tried there. */
export function amountPositions({ amount }: ArticleVersion): Record<string, Positions> {
  if (amount === null) return {}
  const base: Positions =
    amount.base === null
      ? {}
      : amount.base.audited
        ? tried(['审计低于申报', '审计等于申报', '审计高于申报', '没有审计', '只有审计', '为0'])
        : tried(['已填', '缺失', '为0'])
  return {
    ...(amount.base === null ? {} : { 金额·认定金额: base }),
    ...(amount.method.kind === 'rate' ? { 金额·乘比例: tried(['除尽', '分以下舍去']) } : {}),
    ...(amount.annualCap === null
      ? {}
      : { 金额·年度余额: tried(['未用', '余额低于', '余额恰好', '余额高于', '用完', '超用']) }),
    金额·不超过申报金额: tried(['申报高于', '申报恰好', '申报低于', '申报缺失', '不比较']),
  }
}

const UNITS = ['元', '百元', '万元']
/** What holds for every article alike and is tried on one of them. */
export const COMMON: Record<string, Positions> = {
  ...Object.fromEntries(
    UNITS.flatMap((unit) =>
      ['舍尾', '四舍五入'].map((mode) => [
        `金额·取整到${unit}（${mode}）`,
        tried(['整数', '不足一半', '恰好一半', '过半']),
      ]),
    ),
  ),
  金额·四舍五入不高过: tried(['单项上限', '本档上限', '年度余额', '申报金额']),
  结论次序: tried(['已删除先于不符合', '不符合先于参数未设定', '参数未设定先于待核']),
}

/** What is tried in rounds.yaml. */
export const WHOLE_ROUND: Record<string, Positions> = {
  名额: tried([
    ...[
      '低于',
      '恰好',
      '高于',
      '末名并列',
      '并列已裁定',
      '裁定不合人数',
      '裁定后并列有变',
      '首名并列名额刚好',
      '没有得分',
      '次序颠倒',
    ],
    ...['较早批次占一个', '较早批次占满', '较早批次超出', '各产业各算'],
  ]),
  年度上限: tried([
    ...['编号小的先用', '编号按数字', '各家各算', '不符合不占用', '按决定占用', '不予支持不占用', '较早批次加本批次'],
    ...['恰好用完', '用完以后'],
  ]),
  预算: tried(['有余', '恰好', '差一元', '为0', '没有申报']),
  按比例核减: tried([
    ...UNITS.flatMap((unit) => [`${unit}舍尾`, `${unit}四舍五入`]),
    ...['余额照列', '四舍五入退回', '不退成负数', '最大余数法', '余数相同看编号', '余数不足一个单位'],
  ]),
  核减范围: tried([
    ...['不核减的条款', '不核减的恰好用完', '不核减的自己超预算', '按条款', '按条款而没有定预算'],
    '按条款合计超预算',
  ]),
}

/** The value a version is tried with: the 演示参数 where it is in force today, what ships otherwise. */
function triedValue(version: ArticleVersion, id: string): ParameterValue | null {
  const demo = version.to === null ? STORE.demoParameters(version.from) : []
  const article = [...STORE.articlesOn(version.from, demo).values()].find((one) => one.version === version)
  return article?.parameters[id]?.value ?? null
}

function shippedOf(version: ArticleVersion, id: string): ParameterValue | null {
  return version.parameters.find((parameter) => parameter.id === id)?.shipped?.value ?? null
}

function classesOf(version: ArticleVersion, id: string): string[] {
  const value = triedValue(version, id)
  return value?.type === 'fenByClass' ? Object.keys(value.classes) : []
}

function each(words: readonly string[], position: string, expected: Expected): Positions {
  return Object.fromEntries(words.map((word) => [`${position}（${word}）`, expected]))
}

function tried(positions: readonly string[]): Positions {
  return Object.fromEntries(positions.map((position) => [position, null]))
}
