"""What claims come to on topics; `prepare` or `rebuild_overviews` fills it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('explorer', '0033_appearance_by_part'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkFacts',
            fields=[
                ('link', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='facts', serialize=False, to='explorer.claimtopic')),
                ('telling', models.PositiveSmallIntegerField()),
                ('is_own', models.BooleanField()),
                ('is_spoken', models.BooleanField()),
                ('day', models.DateField(null=True)),
                ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.claim')),
                ('point', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.point')),
                ('speaker', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.speaker')),
                ('topic', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.topic')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['topic', 'speaker', 'point', 'telling'], name='link_facts_by_place')],
            },
        ),
    ]
