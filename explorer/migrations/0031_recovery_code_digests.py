"""Keeps of each recovery code a hash, as of a password, and drops the seeds that could make them again."""

import hashlib
import hmac

from django.contrib.auth.hashers import make_password
from django.db import migrations


def list_unused(seed, used):
    """Return the codes that allauth made of a seed, without those whose bit is set in the mask of used ones."""
    running = hmac.new(seed.encode("ascii"), digestmod=hashlib.sha1)
    codes = []
    for number in range(10):
        running.update(f"{number:3},".encode())
        codes.append(f"{int.from_bytes(running.digest()[:4], 'big') % 10**8:08}")
    return [code for number, code in enumerate(codes) if not used >> number & 1]


def hash_codes(apps, schema_editor):
    """Hash the codes of everybody; ten take some seconds, so that none is hashed twice."""
    for kept in apps.get_model("mfa", "Authenticator").objects.filter(type="recovery_codes", data__has_key="seed"):
        unused = list_unused(kept.data["seed"], kept.data["used_mask"])
        shown = {"viewed_at": kept.data["viewed_at"]} if "viewed_at" in kept.data else {}
        kept.data = {"digests": [make_password(code) for code in unused], **shown}
        kept.save()


def forget_codes(apps, schema_editor):
    """Remove the codes, which nothing can read any more; their people make new ones."""
    apps.get_model("mfa", "Authenticator").objects.filter(type="recovery_codes").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('explorer', '0030_claim_by_day'),
        ('mfa', '0003_authenticator_type_uniq'),
    ]

    operations = [migrations.RunPython(hash_codes, forget_codes)]
