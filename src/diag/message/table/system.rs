//! What the operating system answers about files and connections.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    ("a part of the path is no folder", "路径的一部分不是目录"),
    ("another program uses it", "正被另一个程序使用"),
    ("another program uses this port", "端口已被另一个程序占用"),
    ("it exists already", "已经存在"),
    ("it is a folder", "它是目录"),
    ("it lies on another disk", "位于另一个磁盘"),
    ("it took too long", "超时"),
    ("it was interrupted", "被中断"),
    ("permission denied", "没有权限"),
    ("the connection was closed", "连接已关闭"),
    ("the connection was refused", "连接被拒绝"),
    ("the disk is full", "磁盘已满"),
    ("the disk is read-only", "磁盘只读"),
    ("the file ends too early", "文件不完整"),
    ("the file is too large", "文件太大"),
    ("the folder is not empty", "目录不为空"),
    ("the name is not allowed here", "此处不允许这个名称"),
    ("the quota of the disk is used up", "磁盘配额已用完"),
    ("there is no such file or folder", "没有这个文件或目录"),
    ("there is not enough memory", "内存不足"),
    ("this machine has no such address", "本机没有这个地址"),
];
