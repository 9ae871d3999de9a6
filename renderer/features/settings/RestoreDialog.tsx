import { Alert, Button, Form, Input, Modal } from 'antd'
import { useCallback, useState } from 'react'
import type { RestorePreview } from '../../../shared/contract/backups.ts'
import type { Input as CallInput, Output } from '../../../shared/contract.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { call } from '../../client.ts'
import { LostLists } from '../../ui/LostLists.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { PersonFields } from '../../ui/PersonFields.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { loadSession, useUser } from '../../workspace.ts'

interface Props {
  line: Output<'backup.list'>['backups'][number]
  onClose(): void
}

/** Shows what going back to a backup would undo before anything is done, then asks who and why. */
export function RestoreDialog({ line, onClose }: Props) {
  const ask = useCallback(() => call('backup.preview', { backup: line.name }), [line.name])
  const { loaded, reload } = useLoaded(ask)
  const [done, setDone] = useState<Output<'backup.restore'> | null>(null)
  return (
    <Modal
      open
      width={720}
      title={`恢复到 ${chinaMinute(line.at)} 的备份`}
      footer={null}
      maskClosable={false}
      closable={done === null}
      keyboard={done === null}
      onCancel={onClose}
    >
      {done !== null ? (
        <Restored done={done} />
      ) : loaded.state === 'working' ? (
        <Working words="正在打开备份的一份拷贝并核验…" />
      ) : loaded.state === 'failed' ? (
        <Failure message={loaded.message} retry={reload} />
      ) : (
        <>
          <Lost preview={loaded.value} />
          <RestoreForm backup={line.name} onDone={setDone} />
        </>
      )}
    </Modal>
  )
}

function Lost({ preview: { lost, entries, rows, sameLine } }: { preview: RestorePreview }) {
  const words =
    lost.entries === 0
      ? '这份备份之后没有新的留痕，恢复不会丢失任何操作。'
      : `恢复后，${lost.from === null ? '' : chinaMinute(lost.from)} 到 ${lost.to === null ? '' : chinaMinute(lost.to)} 的 ${lost.entries} 步操作（其中拟定意见 ${lost.decisions} 件）不在库里，须重办。`
  return (
    <>
      <p>
        备份核验通过：{rows} 条记录、{entries} 条留痕。下面是与现有数据比较的结果，还没有改动任何东西。
      </p>
      <Alert className="tight" type={lost.entries === 0 ? 'info' : 'warning'} showIcon title={words} />
      {!sameLine && (
        <Alert
          className="tight"
          type="warning"
          showIcon
          title="这份备份与现有数据不在一条线上（中间恢复过别的备份），上面从两者分开处算起；备份里另有现有数据没有的操作。"
        />
      )}
      {lost.entries > 0 && <LostLists {...lost} />}
    </>
  )
}

type Answers = Omit<CallInput<'backup.restore'>, 'backup'>

function RestoreForm({ backup, onDone }: { backup: string; onDone(done: Output<'backup.restore'>): void }) {
  const user = useUser()
  const { busy, problem, submit } = useSubmit()
  const restore = (answers: Answers) => submit(async () => onDone(await call('backup.restore', { backup, ...answers })))
  return (
    <Form<Answers>
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: user?.name ?? '', password: '', reason: '' }}
      onFinish={(answers) => void restore(answers)}
    >
      <Form.Item name="reason" label="恢复的理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <div className="restore-who">
        <PersonFields nameLabel="备份里的管理员" passwordLabel="他备份当时的密码" />
      </div>
      <p className="quiet small">
        先再备份一次现在的数据；现在的案卷库原样改名搁置，不会删除。恢复后各人用备份当时的密码登录。
      </p>
      {problem !== '' && <Failure message={problem} />}
      <Button type="primary" htmlType="submit" loading={busy}>
        {busy ? '正在备份、核验并恢复…' : '恢复'}
      </Button>
    </Form>
  )
}

function Restored({ done: { at, auditEntries, asideName } }: { done: Output<'backup.restore'> }) {
  return (
    <>
      <Alert
        className="tight"
        type="success"
        showIcon
        title={`已恢复到 ${chinaMinute(at)} 的备份，含留痕 ${auditEntries} 条，核验通过。原来的案卷库已改名为“${asideName}”，保留在数据文件夹里。`}
      />
      <Button type="primary" onClick={() => void loadSession()}>
        去登录
      </Button>
    </>
  )
}
