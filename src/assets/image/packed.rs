//! What a PNG has packed beside its pixels, such as a colour profile: how much it
//! unpacks to is counted before anybody keeps it.

use std::io::{self, Read as _};

use crate::diag::{Message, message};

/// The most bytes that it may unpack to.
const MAX_UNPACKED: u64 = 32 << 20;
/// The marks at the beginning of a PNG.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The chunks that are packed, behind a name and a zero.
const PACKED: [&[u8; 4]; 3] = [b"iCCP", b"zTXt", b"iTXt"];

/// Refuses a PNG that unpacks to too much.
///
/// # Errors
///
/// That it does, as the end of a sentence that begins with the name of the file.
pub(super) fn check(bytes: &[u8]) -> Result<(), Message> {
    let Some(mut rest) = bytes.strip_prefix(SIGNATURE) else { return Ok(()) };
    let mut left = MAX_UNPACKED;
    while let Some((kind, data, behind)) = chunk(rest) {
        rest = behind;
        if PACKED.contains(&kind) {
            left = left.checked_sub(unpacked(data, left)).ok_or_else(|| {
                message!("is a PNG that unpacks to more than {max} MB beside its pixels", max = MAX_UNPACKED >> 20)
            })?;
        }
    }
    Ok(())
}

/// The kind of a chunk, what it holds, and what stands behind it.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (data, rest) = rest.split_at_checked(length)?;
    Some((kind, data, rest.get(4..)?))
}

/// To how many bytes a chunk unpacks, as far as that is not more than is left.
fn unpacked(data: &[u8], left: u64) -> u64 {
    // A zlib stream begins with 8 in its low digit; before it stand names and methods.
    let begins = |at: &usize| data.get(*at).is_some_and(|byte| byte & 0x0F == 8);
    let name = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
    (name..data.len()).filter(begins).take(MAX_STARTS).map(|at| length(&data[at..], left)).max().unwrap_or(0)
}

/// At how many places behind the name a stream is looked for.
const MAX_STARTS: usize = 4;

fn length(stream: &[u8], left: u64) -> u64 {
    // What is broken ends where it breaks.
    let mut unpacked = flate2::read::ZlibDecoder::new(stream).take(left + 1);
    let (mut count, mut buffer) = (0, vec![0; 1 << 14]);
    loop {
        match unpacked.read(&mut buffer) {
            Ok(0) => return count,
            Ok(read) => count += read as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return count,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::{SIGNATURE, check};

    fn png(kind: &[u8; 4], zeros: usize) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(&vec![0; zeros]).unwrap();
        let data = [&b"name\0\0"[..], &packer.finish().unwrap()].concat();
        [SIGNATURE, &(data.len() as u32).to_be_bytes(), kind, &data, &[0; 4]].concat()
    }

    #[test]
    fn what_is_packed_beside_the_pixels_is_bounded() {
        assert!(check(&png(b"iCCP", 1 << 20)).is_ok());
        for kind in [b"iCCP", b"zTXt", b"iTXt"] {
            assert!(check(&png(kind, 33 << 20)).is_err());
        }
        let twice = [png(b"iCCP", 20 << 20), png(b"zTXt", 20 << 20)[SIGNATURE.len()..].to_vec()].concat();
        assert!(check(&twice).is_err());
        for other in [&b""[..], SIGNATURE, b"\x89PNG\r\n\x1a\n\xFF\xFF\xFF\xFFiCCP", b"GIF89a"] {
            assert!(check(other).is_ok());
        }
    }
}
