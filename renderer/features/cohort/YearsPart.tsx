import { Button, Table, type TableColumnsType } from 'antd'
import {
  type ArticleChange,
  batchesText,
  changeText,
  type GrantSum,
  type YearOverYear,
} from '../../../shared/desk/yearOverYear.ts'
import { type Fen, wanGrouped } from '../../../shared/money.ts'
import { wanColumn } from '../../ui/amounts.ts'
import { Nothing } from '../../ui/Notices.tsx'
import { openPage } from '../../workspace.ts'

/** 与上年比较: by article, from earlier frozen lists and imported lists of our own rounds. */
export function YearsPart({ years }: { years: YearOverYear }) {
  const { thisYear, lastYear, rounds, articles, withoutSum } = years
  const left = withoutSum > 0 && <p className="quiet small">以往名单中有 {withoutSum} 行没有金额，未计入比较。</p>
  if (lastYear === null) {
    return (
      <section>
        <h2>与上年比较</h2>
        {left}
        <Nothing words="无可比数据。以往批次在本库定稿，或在“查重·外来名单”导入本局以往批次名单（含金额）后，这里会列出比较。">
          <Button onClick={() => openPage('radar')}>去“查重”</Button>
        </Nothing>
      </section>
    )
  }
  const inWan = wanColumn(articles.flatMap(({ before, now }) => [before?.fen ?? null, now?.fen ?? null]))
  const columns: TableColumnsType<ArticleChange> = [
    { title: '条款', dataIndex: 'title' },
    {
      title: batchesText(lastYear),
      key: 'before',
      width: 210,
      align: 'right',
      render: (_, { before }) => sumText(before, inWan),
    },
    {
      title: batchesText(thisYear),
      key: 'now',
      width: 210,
      align: 'right',
      render: (_, { now }) => sumText(now, inWan),
    },
    { title: '变化', key: 'change', width: 240, align: 'right', render: (_, row) => changeOf(row, inWan) },
  ]
  return (
    <section>
      <h2>与上年比较</h2>
      <p>
        {batchesText(lastYear)}资助 {lastYear.count} 件 {wanGrouped(lastYear.fen)} 万元；{batchesText(thisYear)}拟资助{' '}
        {thisYear.count} 件 {wanGrouped(thisYear.fen)} 万元，金额{changeText(thisYear.fen, lastYear.fen, wanGrouped)}。
      </p>
      {left}
      <Table<ArticleChange>
        size="small"
        rowKey="title"
        pagination={false}
        className="digits"
        columns={columns}
        dataSource={articles}
        scroll={{ x: 900 }}
      />
      <p className="quiet small">
        比较依据：
        {rounds
          .map(
            (one) =>
              `${one.year}年第${one.batch}批（${one.imported ? '导入名单' : '定稿名单'}，${one.count} 件 ${wanGrouped(one.fen)} 万元）`,
          )
          .join('；')}
      </p>
    </section>
  )
}

type InWan = (fen: Fen) => string

function sumText(sum: GrantSum | null, inWan: InWan): string {
  return sum === null ? '—' : `${sum.count} 件　${inWan(sum.fen)} 万元`
}

function changeOf({ now, before }: ArticleChange, inWan: InWan): string {
  if (before === null) return '上年没有此项'
  return now === null ? '本年没有此项' : changeText(now.fen, before.fen, inWan)
}
