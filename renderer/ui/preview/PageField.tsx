import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, InputNumber } from 'antd'

/** 第 x / y 页, and one page on or back. */
export function PageField({ page, count, go }: { page: number; count: number; go(page: number): void }) {
  return (
    <span className="pdf-pages digits">
      <Button
        size="small"
        icon={<LeftOutlined />}
        aria-label="上一页"
        title="上一页"
        disabled={page <= 1}
        onClick={() => go(page - 1)}
      />
      <span className="quiet">第</span>
      <InputNumber
        size="small"
        aria-label="页码"
        controls={false}
        min={1}
        max={count}
        precision={0}
        value={page}
        onChange={(to) => {
          if (to !== null) go(to)
        }}
      />
      <span className="quiet">/ {count} 页</span>
      <Button
        size="small"
        icon={<RightOutlined />}
        aria-label="下一页"
        title="下一页"
        disabled={page >= count}
        onClick={() => go(page + 1)}
      />
    </span>
  )
}
