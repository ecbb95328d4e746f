//! Why a picture cannot be used, as ends of sentences.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    ("cannot be converted to PNG", "无法转换成 PNG"),
    (
        "has a page of {width} × {height} points; a PDF allows {max_points}",
        "有一页是 {width} × {height} 磅，PDF 最多 {max_points} 磅",
    ),
    ("has a page without a size", "有一页没有尺寸"),
    ("has no page {page}, but {count} in all", "没有第 {page} 页，共 {count} 页"),
    ("has no size", "没有尺寸"),
    ("has {width} × {height} pixels, more than fuzi sets", "有 {width} × {height} 像素，超过上限"),
    ("is a Git LFS pointer, not an image; run `git lfs pull`", "是 Git LFS 指针，不是图片；请运行 `git lfs pull`"),
    ("is a PDF larger than {max_bytes} MB", "是超过 {max_bytes} MB 的 PDF"),
    ("is a PDF nested deeper than {max_depth} objects", "是 PDF，对象嵌套超过 {max_depth} 层"),
    (
        "is a PDF of version 2.0, which the PDF edition (1.7) cannot hold; save it as 1.7",
        "是 2.0 版 PDF，不能放入 1.7 版；请另存为 1.7",
    ),
    (
        "is a PDF that draws more than {max_operators} million operators",
        "是 PDF，绘制的操作超过 {max_operators} 百万个",
    ),
    (
        "is a PDF that keeps the size of a picture elsewhere; export it again",
        "是 PDF，其中一幅图片的尺寸存放在别处，请重新导出",
    ),
    ("is a PDF that unpacks to more than {max_unpacked} MB", "是 PDF，解压后超过 {max_unpacked} MB"),
    ("is a PDF whose objects hold each other", "是 PDF，其中的对象互相包含"),
    (
        "is a PDF whose pages stand several times in its page tree; export it again",
        "是 PDF，同一页在页面树中多次出现，请重新导出",
    ),
    (
        "is a PDF with a picture of {columns} columns or rows, more than fuzi sets",
        "是 PDF，内含 {columns} 行或列像素的图片，超过上限",
    ),
    (
        "is a PDF with a picture of {width} × {height} pixels inside, more than fuzi sets",
        "是 PDF，内含 {width} × {height} 像素的图片，超过上限",
    ),
    ("is a PDF with streams packed more than {max_filters} times", "是 PDF，其中的数据流压缩超过 {max_filters} 重"),
    ("is a PNG that unpacks to more than {max} MB beside its pixels", "是 PNG，像素以外的数据解压后超过 {max} MB"),
    ("is a broken PDF; build it again", "是损坏的 PDF；请重新生成"),
    (
        "is a broken PDF; export it again or convert the page to SVG or PNG",
        "是损坏的 PDF，请重新导出，或把该页转换成 SVG 或 PNG",
    ),
    ("is a broken SVG: {error}", "是损坏的 SVG：{error}"),
    ("is a broken SVG; export it again or convert it to PNG", "是损坏的 SVG，请重新导出或转换成 PNG"),
    ("is a broken jpg image: it ends too early", "是损坏的 jpg 图片：数据不完整"),
    ("is a broken png image: it ends too early", "是损坏的 png 图片：数据不完整"),
    ("is a broken {extension} image: {error}", "是损坏的 {extension} 图片：{error}"),
    ("is an HTML page, not an image", "是 HTML 网页，不是图片"),
    ("is an SVG larger than 40 MB", "是超过 40 MB 的 SVG"),
    ("is an SVG nested deeper than {max_depth} drawn elements", "是 SVG，图形元素嵌套超过 {max_depth} 层"),
    ("is an SVG nested deeper than {max_depth} elements", "是 SVG，元素嵌套超过 {max_depth} 层"),
    (
        "is an SVG that draws more than {max_drawn} elements through its references",
        "是 SVG，经由引用绘制的元素超过 {max_drawn} 个",
    ),
    (
        "is an SVG that draws more than {max_nodes} elements (`svg-elements` under [limits])",
        "是 SVG，图形元素超过 {max_nodes} 个（[limits] 中的 `svg-elements`）",
    ),
    (
        "is an SVG that shows another file, which is not read; embed it in the SVG",
        "是 SVG，引用了外部文件；请把它嵌入 SVG",
    ),
    (
        "is an SVG whose filters (kernels, radii, octaves) take more work than fuzi does",
        "是 SVG，滤镜（卷积核、半径、倍频）的计算量超过上限",
    ),
    ("is an SVG whose paths have more than {max_points} points together", "是 SVG，路径的点共超过 {max_points} 个"),
    ("is an SVG whose pictures have more pixels together than fuzi sets", "是 SVG，内含图片的像素总数超过上限"),
    (
        "is an SVG with SVG pictures in each other, more than {max_levels} levels deep",
        "是 SVG，其中的 SVG 图片嵌套超过 {max_levels} 层",
    ),
    (
        "is an SVG with a blur (stdDeviation) of {deviation}, wider than the picture",
        "是 SVG，模糊（stdDeviation）为 {deviation}，比图片还宽",
    ),
    ("is an SVG with a broken SVGZ picture inside", "是 SVG，内含损坏的 SVGZ 图片"),
    ("is an SVG with a broken picture inside", "是 SVG，内含损坏的图片"),
    (
        "is an SVG with a filter of {steps} steps over {width} × {height} pixels, more than {most} (`svg-filter` under [limits])",
        "是 SVG，滤镜有 {steps} 步，作用于 {width} × {height} 像素，超过 {most}（[limits] 中的 `svg-filter`）",
    ),
    (
        "is an SVG with a filter region of {width} × {height} pixels, more than fuzi draws",
        "是 SVG，滤镜区域有 {width} × {height} 像素，超过上限",
    ),
    (
        "is an SVG with a pattern of {width} × {height} pixels, more than fuzi draws",
        "是 SVG，图案有 {width} × {height} 像素，超过上限",
    ),
    ("is an SVG with a picture inside that {fault}", "是 SVG，内含的图片{fault}"),
    (
        "is an SVG with a picture of {width} × {height} pixels inside, more than fuzi sets",
        "是 SVG，内含 {width} × {height} 像素的图片，超过上限",
    ),
    (
        "is an SVG with an element of more than {max_attributes} attributes",
        "是 SVG，其中一个元素的属性超过 {max_attributes} 个",
    ),
    ("is an SVG with entities of its own in attributes; export it again", "是 SVG，属性中有自定义实体，请重新导出"),
    (
        "is an SVG with noise of {num_octaves} octaves; fuzi draws up to {max_octaves}",
        "是 SVG，噪声有 {num_octaves} 个倍频，上限是 {max_octaves} 个",
    ),
    (
        "is an SVG with references (use, pattern, mask …) more than {max_levels} levels deep",
        "是 SVG，引用（use、pattern、mask 等）嵌套超过 {max_levels} 层",
    ),
    ("is an SVG with too many large layers in each other", "是 SVG，大图层嵌套过多"),
    ("is an encrypted PDF; save it without a password", "是加密的 PDF，请去掉密码后保存"),
    ("is empty", "是空文件"),
    ("is not a PDF and has no page {page}", "不是 PDF，没有第 {page} 页"),
    (
        "is not an image that fuzi reads (PNG, JPEG, GIF, WebP, BMP, TIFF, SVG, PDF)",
        "不是 fuzi 支持的图片（PNG、JPEG、GIF、WebP、BMP、TIFF、SVG、PDF）",
    ),
];
