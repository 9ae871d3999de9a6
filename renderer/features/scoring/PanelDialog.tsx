import { Button, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import type { ScoringArticleView } from '../../../shared/scoring/views.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { useRows } from '../../ui/useRows.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved } from '../../workspace.ts'
import { takeOverview } from './officeStore.ts'

interface Props {
  article: ScoringArticleView
  accounts: { id: string; name: string }[]
  roundId: string
  onClose(): void
}

/** 专家组: accounts of experts, and experts on paper by name. */
export function PanelDialog({ article, accounts, roundId, onClose }: Props) {
  const [chosen, setChosen] = useState(() => article.panel.filter(({ onPaper }) => !onPaper).map(({ id }) => id))
  const onPaper = useRows<{ id: string | null; name: string }>(() =>
    article.panel.filter((each) => each.onPaper).map(({ id, name }) => ({ id, name })),
  )
  const { busy, problem, submit } = useSubmit()
  const known = new Map([...article.panel, ...accounts].map(({ id, name }) => [id, name]))
  const listed = [...new Set([...accounts.map(({ id }) => id), ...chosen])]

  async function save(): Promise<void> {
    await submit(async () => {
      const experts = [
        ...chosen.map((id) => ({ id, name: known.get(id) ?? '' })),
        ...onPaper.lines.flatMap(({ row }) => (row.name.trim() === '' ? [] : [{ id: row.id, name: row.name.trim() }])),
      ]
      await takeOverview(roundId, await call('scoring.setPanel', { roundId, article: article.article, experts }))
      noteSaved()
      onClose()
    })
  }

  return (
    <Modal
      open
      width={560}
      title={`专家组：${article.articleNo} ${article.title}`}
      okText="保存专家组"
      okButtonProps={{ loading: busy }}
      cancelText="取消"
      onOk={() => void save()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <h3>有账号的专家（本人登录评分）</h3>
      {listed.length === 0 ? (
        <p className="quiet">还没有只有“评审专家”角色的账号，请管理员在“设置 → 账号”中新建；也可以只在下面写姓名。</p>
      ) : (
        <Checkbox.Group
          className="stack"
          value={chosen}
          options={listed.map((id) => ({ value: id, label: known.get(id) ?? '' }))}
          onChange={setChosen}
        />
      )}
      <h3>没有账号的专家（由经办人代录纸质打分表，记下代录人）</h3>
      {onPaper.lines.map(({ id, row: { name } }, at) => (
        <div key={id} className="pair paper-expert">
          <Input
            aria-label={`第 ${at + 1} 位纸质评分的专家`}
            maxLength={40}
            value={name}
            onChange={(event) => onPaper.change(id, { name: event.target.value })}
          />
          <Button onClick={() => onPaper.remove(id)}>去掉</Button>
        </div>
      ))}
      <Button size="small" onClick={() => onPaper.add({ id: null, name: '' })}>
        加一位
      </Button>
      <p className="hint">已提交评分的专家不能移出；个别申报有利害关系的，由专家本人逐件声明回避。</p>
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
