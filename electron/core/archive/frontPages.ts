import { escapeHtml, relativeHref, tableHtml } from '../../../shared/archive/html.ts'
import { MANIFEST } from '../../../shared/archive/manifest.ts'
import { type ArchiveTable, count, money, words } from '../../../shared/archive/table.ts'
import type { IsoInstant } from '../../../shared/date.ts'
import { LIST_STATUS_NAMES } from '../../../shared/report/frozenList.ts'
import type { WrittenEntry } from './archiveFile.ts'
import type { RoundParts } from './roundArchive.ts'

/** What stands at the head of the archive. */
export interface ArchiveHead {
  /** 「2026年第1批归档包」. */
  title: string
  /** 文书编号 of the archive. */
  paperNo: string
  at: IsoInstant
  /** 「2026-03-05 14:32 科长丙」. */
  made: string
  /** The list it stands on, and whether that holds. */
  list: string
  /** What a check of the whole database found when the archive was made. */
  verification: string
  auditHead: string
  auditEntries: number
  /** Why the batch was closed; empty when it was not. */
  closing: string
  /** Printed in the footer of its workbooks. */
  reference: string
}

const SECTIONS = [
  ['1规则与参数/规则与参数.html', '规则与参数：条款版本和原文、核对条件、参数版本和依据'],
  ['2申报与审核/导入的工作簿.html', '导入的工作簿：文件名、校验码'],
  ['2申报与审核/申报与审核.xlsx', '申报与审核：全部申报的资料、机审、意见、环节、补正、回避、评分、裁定、结果'],
  ['3评审/评审办法与专家组.html', '评审办法与专家组'],
  ['4定稿/定稿名单.html', '定稿名单和并列裁定'],
  ['5文书/已出文书登记.html', '已出文书登记和重做的文书'],
  ['6异议台账/异议台账.html', '异议、投诉、举报台账'],
  ['7留痕/审计日志.xlsx', '审计日志'],
  ['7留痕/核验结果.txt', '核验结果'],
  ['目录.xlsx', '目录：全部文件及其校验码'],
  [MANIFEST, '校验清单：可用 sha256sum -c 核对'],
  ['阅读说明.txt', '阅读说明'],
] as const

/** 索引: what the archive is, where things are, and every case with a link to its whole chain. */
export function* indexBody(head: ArchiveHead, parts: RoundParts, from: string): Generator<string> {
  const facts: [string, string][] = [
    ['编号', head.paperNo],
    ['制作', head.made],
    ['名单', head.list],
    ...(head.closing === '' ? [] : ([['批次已结束', head.closing]] satisfies [string, string][])),
    ['核验', head.verification],
    ['审计链头', head.auditHead],
  ]
  yield* tableHtml({ title: '归档包', columns: [words('项目'), words('内容')], rows: facts }, { from, empty: '' })
  yield '<h2>内容</h2>\n<ul>'
  for (const [path, label] of SECTIONS)
    yield `<li><a href="${relativeHref(from, path)}">${escapeHtml(label)}</a></li>\n`
  yield '</ul>\n'
  yield* tableHtml(caseTable(parts), { from, empty: '本批次没有申报' })
}

function caseTable({ cases, lists: [newest], context, casePath }: RoundParts): ArchiveTable {
  const items = new Map(newest?.content.items.map((item) => [item.applicationNo, item]))
  return {
    title:
      newest === undefined
        ? '申报'
        : `申报（结果按${newest.listNo}${newest.invalidReason === null ? '' : '，已失效'}）`,
    columns: [
      ...[words('申报编号'), words('申报单位'), words('条款'), words('产业'), words('项目')],
      ...[money('申报金额'), words('结果'), money('拟资助金额')],
    ],
    rows: {
      *[Symbol.iterator]() {
        for (const stored of cases) {
          const { applicationNo, applicant, industry, projectName, facts } = stored.application
          const item = items.get(applicationNo)
          yield [
            { text: applicationNo, path: casePath(stored) },
            ...[applicant, context.articleNo(stored), industry, projectName, facts.requestedFen ?? null],
            ...[item === undefined ? '' : LIST_STATUS_NAMES[item.status], item?.allocatedFen ?? null],
          ]
        }
      },
    },
  }
}

/** 目录: every file with its size and sum. */
export function contentsTable(written: readonly WrittenEntry[]): ArchiveTable {
  return {
    title: '目录',
    columns: [count('序号'), words('文件', 70), count('字节'), words('SHA-256', 66)],
    rows: written.map(({ path, bytes, sha256 }, at) => [at + 1, { text: path, path }, bytes, sha256]),
  }
}

/** 阅读说明: how to open and how to check it, without the program and with it. */
export function readMe(head: ArchiveHead): string {
  return `${head.title}（${head.paperNo}）
内部资料，含个人信息，不得公开。

一、怎样看
1. 先把整个压缩包解压到一个文件夹，再用任何浏览器打开其中的“索引.html”。不需要网络，也不需要本软件。
2. 表格另有 xlsx 格式，可用 WPS、Excel 打开；“案卷.json”是同样内容的数据文件。

二、怎样核对没有被改动
1. 整个文件：计算压缩包的 SHA-256，与“公示 → 台账 → 已出文书”中“${head.paperNo}”登记的文件校验码核对。
   Windows：certutil -hashfile 文件名 SHA256；麒麟、统信等 Linux：sha256sum 文件名。
2. 其中每个文件：在解压后的文件夹里运行 sha256sum -c ${MANIFEST}，应全部为 OK。
3. 也可用本软件的命令行：npm run -s cli -- archive verify --from 文件名。它另外逐条重算审计日志的链，核对链头。
4. 定稿名单：“4定稿”中每份名单文件的 SHA-256 就是该名单印在各种文书上的校验码；条款文本同理，文件名末段为其校验码的前 12 位。

三、怎样看文书
本软件只登记发出文书的 SHA-256，不保存文件本身。“5文书”中的文书是归档时按定稿名单重做的，
是否与发出的文件逐字节一致，见“已出文书登记”；不一致的以发出的文件为准。

四、审计日志
“7留痕/审计日志.jsonl”每行一条，是全库的日志（同一条链不能拆开）。每条的 hash 是 SHA-256，
算的是规范文本 ["audit_log",{按列名排序的其余各列}]（空列不写），其中 prev_hash 是前一条的 hash。
归档时的链头：${head.auditHead}
${head.verification}
`
}
