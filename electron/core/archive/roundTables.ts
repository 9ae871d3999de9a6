import { allTieRulings, importedBooks, parameterUses } from '../../../db/archiveRecords.ts'
import { issuedPapers } from '../../../db/issuedPapers.ts'
import { fromJson } from '../../../db/json.ts'
import type { StoredList } from '../../../db/lists.ts'
import type { Round } from '../../../db/rounds.ts'
import { panelsOfRound, type StoredScheme } from '../../../db/scoring.ts'
import { type ArchiveTable, count, money, words } from '../../../shared/archive/table.ts'
import { rulesText } from '../../../shared/cohort/rulesText.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { PAPER_STATE_NAMES, paperNo, paperPeriod, paperState } from '../../../shared/objections/issuedPaper.ts'
import type { ParameterValue } from '../../../shared/policy/article.ts'
import { amountWords, conditionWords } from '../../../shared/policy/checkWords.ts'
import type { ArticleInForce } from '../../../shared/policy/inForce.ts'
import { parameterText } from '../../../shared/policy/values.ts'
import { METHOD_NAMES } from '../../../shared/scoring/scheme.ts'
import type { Workspace } from '../workspace.ts'

/** Who made the articles what they are: their versions, words, conditions and figures. */
export function ruleTables(ws: Workspace, round: Round, articles: readonly ArticleInForce[]): ArchiveTable[] {
  return [
    {
      title: '批次与计算规则',
      columns: [words('项目', 18), words('内容', 60)],
      rows: [
        ['批次', `${round.year}年第${round.batch}批`],
        ['预算', `${(round.budgetFen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })} 元`],
        ['条款适用日', round.policyOn],
        ['受理期', round.windowFrom === null ? '未设' : `${round.windowFrom} 至 ${round.windowTo ?? '未定'}`],
        ['计算规则', rulesText(round.rules)],
        ['参数', round.demo ? ws.policy.demoNotice : '政策原文和本局录入的参数'],
      ],
    },
    {
      title: '条款版本',
      columns: [
        ...[words('条款', 10), words('名称', 30), words('施行', 24), words('状态', 10), words('评审方式', 20)],
        ...[words('金额计算', 40), words('文本 SHA-256', 66)],
      ],
      rows: articles.map(({ title, hash, version }) => [
        `${version.no}${version.noInferred ? '（推定）' : ''}`,
        ...[title, `${version.from} 至 ${version.to ?? '今'}`, version.status === 'repealed' ? '已删除' : '施行'],
        ...[version.reviewMode, amountWords(version), hash],
      ]),
    },
    {
      title: '条款引文',
      columns: [words('条款', 10), words('出处', 24), words('原文', 90)],
      rows: articles.flatMap(({ version }) =>
        version.passages.map(({ heading, quotation }) => [version.no, heading, quotation]),
      ),
    },
    {
      title: '核对条件',
      columns: [words('条款', 10), words('条件', 30), words('要求', 70)],
      rows: articles.flatMap(({ version }) =>
        version.conditions.map((condition) => [version.no, condition.label, conditionWords(condition, version)]),
      ),
    },
    {
      title: '现用参数',
      columns: [words('条款', 10), words('参数', 30), words('值', 40), words('来源', 12), words('引文或依据', 70)],
      rows: articles.flatMap(({ version, parameters }) =>
        Object.values(parameters).map(({ label, value, origin, basis }) => [
          ...[version.no, label, value === null ? '未设定' : parameterText(value), ORIGINS[origin], basis],
        ]),
      ),
    },
    {
      title: '参数版本',
      columns: [
        ...[words('参数', 30), words('值', 40), words('依据', 50), words('生效日期', 13), words('来源', 12)],
        ...[words('录入人', 12), words('录入时间', 18), words('用于本批次自', 18), words('停用原因', 30)],
        words('记录 SHA-256', 66),
      ],
      rows: parameterUses(ws.db, round.id).map((use) => [
        ...[nameOf(articles, use.key), parameterText(fromJson<ParameterValue>(use.value_json)), use.basis],
        ...[use.effective_from, ORIGINS[use.origin], use.who, chinaMinute(use.entered_at)],
        ...[chinaMinute(use.usedFrom), use.endedWhy ?? '', use.digest],
      ]),
    },
  ]
}

const ORIGINS = { policy: '政策原文', bureau: '本局录入', demo: '演示参数', unset: '未设定' } as const

/** 「第十二条 年度上限」; a key of no article now in force as it is. */
function nameOf(articles: readonly ArticleInForce[], key: string): string {
  for (const { version, parameters } of articles) {
    const found = Object.values(parameters).find((one) => one.key === key)
    if (found !== undefined) return `${version.no} ${found.label}`
  }
  return key
}

/** Workbooks the applications came from. */
export function importTable(ws: Workspace, roundId: string): ArchiveTable {
  return {
    title: '导入的工作簿',
    columns: [words('文件名', 40), words('导入时间', 18), words('导入人', 12), count('现有申报'), words('SHA-256', 66)],
    rows: importedBooks(ws.db, roundId).map(({ fileName, importedAt, who, applications, sha256 }) => [
      ...[fileName, chinaMinute(importedAt), who, applications, sha256],
    ]),
  }
}

/** 评审办法 and 专家组 of every article that experts score. */
export function scoringTables(
  ws: Workspace,
  roundId: string,
  schemes: readonly StoredScheme[],
  articleNo: (key: string) => string,
): ArchiveTable[] {
  return [
    {
      title: '评审办法',
      columns: [
        ...[
          words('条款', 10),
          words('设定时间', 18),
          words('设定人', 12),
          words('指标（满分、权重）', 60),
          words('合成', 30),
        ],
        words('依据', 40),
      ],
      rows: schemes.map(({ article, setAt, setBy, scheme, basis }) => [
        ...[articleNo(article), chinaMinute(setAt), setBy],
        ...(scheme === null
          ? ['停用', '']
          : [
              scheme.criteria
                .map(({ name, max, weight }) => `${name} ${max} 分${weight === null ? '' : `、权重 ${weight}%`}`)
                .join('；'),
              METHOD_NAMES[scheme.method],
            ]),
        basis,
      ]),
    },
    {
      title: '专家组',
      columns: [words('条款', 10), words('专家', 16), words('评分方式', 16)],
      rows: [...panelsOfRound(ws.db, roundId)].flatMap(([article, experts]) =>
        experts.map(({ name, onPaper }) => [articleNo(article), name, onPaper ? '纸质打分表' : '本机评分']),
      ),
    },
  ]
}

/** Every frozen list and every ruling on a tie. */
export function listTables(
  ws: Workspace,
  roundId: string,
  lists: readonly StoredList[],
  articleNo: (key: string) => string,
  pathOf: (list: StoredList) => string,
): ArchiveTable[] {
  return [
    {
      title: '定稿名单',
      columns: [
        ...[words('名单', 20), words('定稿时间', 18), words('定稿人', 12), count('件数'), money('拟资助合计')],
        ...[words('校验码 SHA-256', 66), words('效力', 40)],
      ],
      rows: lists.map((list) => [
        { text: list.listNo, path: pathOf(list) },
        ...[chinaMinute(list.frozenAt), list.frozenBy, list.content.items.length],
        ...[list.content.allocation.allocatedFen, list.hash],
        list.invalidReason === null ? '有效' : `已失效：${list.invalidReason}`,
      ]),
    },
    {
      title: '并列裁定',
      columns: [
        ...[words('时间', 18), words('裁定人', 12), words('条款', 10), words('产业', 12), words('并列', 40)],
        ...[words('入选', 40), words('理由', 40)],
      ],
      rows: allTieRulings(ws.db, roundId).map((one) => [
        ...[chinaMinute(one.ruled_at), one.who, articleNo(one.article), one.industry],
        one.tied_nos_json === null ? '' : fromJson<string[]>(one.tied_nos_json).join('、'),
        ...[fromJson<string[]>(one.application_nos_json).join('、'), one.reason],
      ]),
    },
  ]
}

/** What of an issued paper lies in the archive. */
export interface PaperInside {
  said: string
  path: string | null
}

/** 已出文书登记; `remade` says of each what lies in the archive. */
export function paperTable(ws: Workspace, round: Round, remade: ReadonlyMap<string, PaperInside>): ArchiveTable {
  const papers = issuedPapers(ws.db, round.id)
  return {
    title: '已出文书',
    columns: [
      ...[words('编号', 22), words('状态', 40), words('名单或申报', 24), words('文件名', 36), words('出具人', 12)],
      ...[
        words('出具时间', 18),
        words('成文日期', 13),
        words('公示期、期限', 26),
        words('发出文件 SHA-256', 66),
        words('包内文件', 50),
      ],
    ],
    rows: papers.map((paper) => {
      const inside = remade.get(paper.id)
      const said = inside?.said ?? '未随包重做，以登记的校验码核对发出的文件'
      return [
        paperNo(paper, round),
        `${PAPER_STATE_NAMES[paperState(paper, papers)]}${paper.invalidReason === null ? '' : `：${paper.invalidReason}`}`,
        ...[paper.listNo ?? paper.applicationNos.join('、'), paper.fileName, paper.issuerName],
        ...[chinaMinute(paper.issuedAt), paper.signedOn ?? ''],
        paperPeriod(paper),
        paper.sha256,
        inside?.path == null ? said : { text: said, path: inside.path },
      ]
    }),
  }
}
