import { Alert, Button, Empty, Spin } from 'antd'
import type { ReactNode } from 'react'

/** Long work: a turning mark with the words of what is being done. */
export function Working({ words }: { words: string }) {
  return (
    <div className="working" role="status">
      <Spin />
      <span>{words}</span>
    </div>
  )
}

/** What went wrong, in the sentence the core gave, and the way on. */
export function Failure({ message, retry }: { message: string; retry?: () => void }) {
  return (
    <Alert
      className="failure"
      type="error"
      showIcon
      title={message}
      action={retry === undefined ? undefined : <Button onClick={retry}>重试</Button>}
    />
  )
}

/** An empty list that says the next step. */
export function Nothing({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <div className="nothing">
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words}>
        {children}
      </Empty>
    </div>
  )
}
